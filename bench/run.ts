import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, release, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'

/**
 * `npm run bench [-- create pages looking mail size]`: load and size measured, one process for each part, one after the other. What ran to its
 * end is written to bench/results.md with date and machine. BENCH_SIZE=small (a look while working), full (what the issue asks for; unless told).
 */
const parts = ['create', 'pages', 'looking', 'mail', 'size']
const root = join(import.meta.dirname, '..')
const results = join(import.meta.dirname, 'results.md')

const wanted = process.argv.slice(2)
for (const name of wanted) if (!parts.includes(name)) throw new Error(`no part '${name}'; there are ${parts.join(', ')}`)

const machine = () =>
  `${cpus().length} × ${cpus()[0]?.model.trim() || process.arch}, ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release().split('-')[0]}, Node ${process.version}`

const commit = () => {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim()
  } catch {
    return 'no git'
  }
}

/** Answers the lines a part has to tell, or nothing when it did not run to its end. */
function run(name: string, told: string): Promise<string | undefined> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`)], {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, BENCH_TOLD: told },
    })
    const stop = () => child.kill('SIGTERM')
    process.once('SIGINT', stop).once('SIGTERM', stop)
    child.once('exit', (code) => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
      done(code === 0 && existsSync(told) ? readFileSync(told, 'utf8') : undefined)
    })
  })
}

const home = mkdtempSync(join(tmpdir(), 'tantam-bench-'))
const failed: string[] = []
for (const name of parts.filter((one) => wanted.length === 0 || wanted.includes(one))) {
  const before = loadavg()[0] ?? 0
  const lines = await run(name, join(home, name))
  if (lines === undefined) failed.push(name)
  else {
    if (!existsSync(results))
      writeFileSync(results, '# Results of `npm run bench`\n\nThe newest last. Load: of the whole machine before the part began.\n')
    const head = `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC · ${commit()} · ${process.env.BENCH_SIZE ?? 'full'}`
    appendFileSync(results, `\n## ${name} · ${head}\n\n${machine()}; load ${before.toFixed(1)}\n\n${lines}`)
  }
}
rmSync(home, { recursive: true, force: true })
console.info(failed.length > 0 ? `not run to the end: ${failed.join(', ')}` : 'written to bench/results.md')
process.exit(failed.length > 0 ? 1 : 0)
