import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

const root = join(import.meta.dirname, '..')
const stamp = join(root, 'dist', '.sources')
const SOURCES = [
  'web/**/*.{ts,tsx,css,svg,woff2}',
  'modules/*/ui/**/*.{ts,tsx,css}',
  'modules/*/contract.ts',
  'modules/*/contract/**/*.ts',
  'modules/*/text.ts',
  'modules/*/text/**/*.ts',
  'modules/*/rules/**/*.ts',
  'modules/*/rules.ts',
  'platform/{contract,text,id}.ts',
  'app/{browser.tsx,router.ts,build.ts,bundle.ts}',
  'app/demo/{contract.ts,text.ts,ui/*.tsx}',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
]

/** Builds the browser's half into dist/ when its sources changed since the last time. Answers whether it had to. */
export async function buildBrowser(): Promise<boolean> {
  const wanted = fingerprint()
  if (existsSync(join(root, 'dist/index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return false
  const made = join(root, `dist.${process.pid}`)
  await bundle(made)
  for (const file of globSync('**/*.{js,css,html,svg}', { cwd: made }))
    writeFileSync(join(made, `${file}.gz`), gzipSync(readFileSync(join(made, file)), { level: 9 }))
  writeFileSync(join(made, '.sources'), wanted)
  // Built aside, then put in place: of two houses that start at once each finds a whole one.
  rmSync(join(root, 'dist'), { recursive: true, force: true })
  try {
    renameSync(made, join(root, 'dist'))
  } catch (error) {
    if (!existsSync(stamp)) throw error
    rmSync(made, { recursive: true, force: true })
  }
  return true
}

/** Whoever builds, a test runner too: what is served is React's production half. A process of its own gives the bundler's hundreds of MB back when it ends. */
function bundle(outDir: string): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bundle.ts'), outDir], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
  })
  let complaint = ''
  child.stderr.on('data', (bytes) => {
    complaint = `${complaint}${bytes}`.slice(-8_000)
  })
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code) => (code === 0 ? done() : failed(new Error(`the browser's half could not be built: ${complaint}`))))
  })
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const pattern of SOURCES)
    for (const file of globSync(pattern, { cwd: root }).sort()) hash.update(file).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}
