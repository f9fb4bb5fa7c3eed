import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { buildBrowser } from '../app/build.ts'
import { findBrowser } from './browser.ts'

/** `npm test`: types, Biome, the browser bundle, unit and front door, journeys. Skipped tests are named; last line: `N passed, N failed`. */
const root = join(import.meta.dirname, '..')
const bin = (name: string) => join(root, 'node_modules/.bin', name)
const isQuick = process.argv.includes('quick')
const total = { passed: 0, failed: 0 }
/** The tests that were not run, each by its file and name. */
const skipped: string[] = []
/** What failed, named once more at the end: thousands of lines stand between it and the sum. */
const failed: string[] = []

type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] }[]
  }[]
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } })
    child.on('exit', (code) => done(code ?? 1))
    child.on('error', () => done(1))
  })
}

/** One check counts as one test. */
async function check(name: string, does: () => Promise<boolean>) {
  const began = Date.now()
  const passed = await does().catch((error) => {
    console.error(error)
    return false
  })
  total[passed ? 'passed' : 'failed']++
  if (!passed) failed.push(name)
  console.info(`${passed ? '✓' : '✗'} ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
}

async function vitest(project: string, env: Record<string, string> = {}) {
  const began = Date.now()
  mkdirSync(join(root, '.cache'), { recursive: true })
  const out = join(root, '.cache', `vitest-${project}.json`)
  const code = await run(
    bin('vitest'),
    ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${out}`],
    env,
  )
  console.info(`${code === 0 ? '✓' : '✗'} ${project} (${((Date.now() - began) / 1000).toFixed(1)} s)`)
  if (!existsSync(out)) {
    failed.push(`${project}: no report`)
    return void total.failed++
  }
  const report = JSON.parse(readFileSync(out, 'utf8')) as Report
  total.passed += report.numPassedTests
  total.failed += report.numFailedTests
  for (const { name, assertionResults } of report.testResults)
    for (const { status, fullName, failureMessages } of assertionResults) {
      const test = `${relative(root, name)}: ${fullName}`
      if (status === 'failed') failed.push(`${test}\n${failureMessages.join('\n')}`)
      else if (status !== 'passed') skipped.push(test)
    }
  // A file that could not even be loaded has no failed test to its name.
  const broken = report.testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0)
  total.failed += broken.length
  failed.push(...broken.map(({ name, message }) => `${relative(root, name)}\n${message}`))
  if (code === 0 || report.numFailedTests + broken.length > 0) return
  total.failed++
  failed.push(`${project}: ended with ${code}, though no test failed`)
}

await check('types', async () => (await run(bin('tsc'), ['--noEmit'])) === 0)
await check('biome', async () => (await run(bin('biome'), ['check', '--diagnostic-level=error'])) === 0)
await check('browser bundle', async () => {
  await buildBrowser()
  return true
})
await vitest('house')
if (!isQuick) {
  const browser = await findBrowser()
  if (browser) await vitest('journeys', { CHROMIUM: browser })
  else {
    console.error(
      'Không tìm thấy Chromium. Cài bằng: apt-get install chromium (hoặc đặt CHROMIUM=/đường/dẫn). / Chromium not found: install it or set CHROMIUM.',
    )
    failed.push('journeys: no Chromium')
    total.failed++
  }
}
if (skipped.length > 0) console.info(`${skipped.length} skipped:\n${skipped.map((name) => `- ${name}`).join('\n')}`)
if (failed.length > 0) console.info(`${failed.length} failed:\n${failed.map((what) => `✗ ${what}`).join('\n')}`)
console.info(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0
