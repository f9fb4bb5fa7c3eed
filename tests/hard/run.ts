import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createWriteStream, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { SKIPPED, scale } from './scenario.ts'

/**
 * `npm run check:hard [-- names…] [-- --again]`: the long acceptance tests, one process each, one after the other. What passed is remembered
 * in .cache/hard.json as long as the sources stay the same, so a run that was cut goes on where it stopped; `--again` starts over.
 * Last line: `N passed, N failed, N skipped`.
 */
const root = join(import.meta.dirname, '../..')
const cache = join(root, '.cache')
const memory = join(cache, 'hard.json')
const MOST_MS = 3 * 3_600_000

const NOT_SCENARIOS = new Set(['run', 'scenario', 'world', 'sink', 'load', 'verdict', 'proxy', 'visitors', 'words'])
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'))
const all = globSync('*.ts', { cwd: import.meta.dirname })
  .map((file) => basename(file, '.ts'))
  .filter((name) => !NOT_SCENARIOS.has(name))
  .sort()
const names = wanted.length > 0 ? all.filter((name) => wanted.includes(name)) : all

type Memory = { sources: string; passed: Record<string, { at: string; seconds: number }> }

/** What a passed scenario has proved something about: everything that runs in it. */
function fingerprint(): string {
  const hash = createHash('sha256').update(`scale ${scale}`)
  const patterns = ['app/**/*', 'modules/**/*', 'platform/**/*', 'web/**/*', 'tests/hard/*', 'tests/*.ts', 'package-lock.json']
  for (const file of patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root, withFileTypes: true }))
    .filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name)
    if (!/\.(test\.ts|md)$/.test(path)) hash.update(path.slice(root.length)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function recall(sources: string): Memory {
  const none = { sources, passed: {} }
  if (process.argv.includes('--again') || !existsSync(memory)) return none
  const known = JSON.parse(readFileSync(memory, 'utf8')) as Memory
  return known.sources === sources ? known : none
}

/** One scenario in a process of its own; all it says goes to .cache/hard-<name>.log. */
function run(name: string): Promise<{ code: number; words: string }> {
  return new Promise((done) => {
    const log = createWriteStream(join(cache, `hard-${name}.log`))
    let words = ''
    const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    const hear = (piece: Buffer) => {
      log.write(piece)
      words = (words + piece).slice(-3_000)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    const timer = setTimeout(() => child.kill('SIGTERM'), MOST_MS)
    child.on('close', (code) => {
      clearTimeout(timer)
      log.end(() => done({ code: code ?? 1, words }))
    })
  })
}

mkdirSync(cache, { recursive: true })
const sources = fingerprint()
const known = recall(sources)
const total = { passed: 0, failed: 0, skipped: 0 }
if (scale < 1) console.info(`HARD_SCALE=${scale}: smaller counts than the acceptance asks for`)
for (const name of names) {
  const before = known.passed[name]
  if (before) {
    total.passed++
    console.info(`✓ ${name} (${before.at}, ${before.seconds} s)`)
    continue
  }
  const began = Date.now()
  const { code, words } = await run(name)
  const seconds = Math.round((Date.now() - began) / 1_000)
  const outcome = code === 0 ? 'passed' : code === SKIPPED ? 'skipped' : 'failed'
  total[outcome]++
  if (outcome === 'passed') {
    known.passed[name] = { at: new Date(began).toISOString().slice(0, 16), seconds }
    writeFileSync(memory, JSON.stringify(known, null, 2))
    console.info(`✓ ${name} (${seconds} s)`)
  } else if (outcome === 'skipped') console.info(`- ${name} ${/^skipped: .*$/m.exec(words)?.[0] ?? 'skipped'}`)
  else console.info(`✗ ${name} (${seconds} s)\n${words}`)
}
console.info(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`)
process.exitCode = total.failed > 0 ? 1 : 0
