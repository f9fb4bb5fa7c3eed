import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What one process of the product did while it lived: its statements, and its own time by section of the code. */
export type Profile = { statements: { statement: string; times: number; ms: number }[]; sections: { name: string; part: number }[] }

/** Settings for a process that is to be looked into, and how to read what it has left when it has ended. */
export function profiled() {
  const folder = mkdtempSync(join(tmpdir(), 'tantam-profile-'))
  const spy = join(folder, 'statements.json')
  const options = `--import ${join(import.meta.dirname, 'spy.ts')} --cpu-prof --cpu-prof-dir=${folder}`
  return {
    env: { NODE_OPTIONS: options, BENCH_SPY: spy },
    /** Of the last `seconds` of its life: how it started is no part of it. */
    read(seconds: number): Profile {
      const file = readdirSync(folder)
        .filter((name) => name.endsWith('.cpuprofile'))
        .map((name) => join(folder, name))
      const profiles = file.map((path) => sectionsOf(JSON.parse(readFileSync(path, 'utf8')) as CpuProfile, seconds))
      const largest = profiles.toSorted((a, b) => b.busy - a.busy)[0]
      const statements = JSON.parse(readFileSync(spy, 'utf8')) as Profile['statements']
      rmSync(folder, { recursive: true, force: true })
      return { statements: statements.toSorted((a, b) => b.ms - a.ms), sections: largest?.sections ?? [] }
    },
  }
}

type Frame = { functionName: string; url: string }
type CpuProfile = {
  nodes: { id: number; callFrame: Frame; children?: number[] }[]
  samples: number[]
  timeDeltas: number[]
  endTime: number
  startTime: number
}

function sectionsOf({ nodes, samples, timeDeltas, startTime, endTime }: CpuProfile, seconds: number) {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, sectionOf(callFrame)]))
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const sums = new Map<string, number>()
  let busy = 0
  let now = startTime
  for (const [place, sample] of samples.entries()) {
    const spent = timeDeltas[place] ?? 0
    now += spent
    if (now < endTime - seconds * 1_000_000) continue
    // Time in Node's own functions belongs to whoever called them.
    let at: number | undefined = sample
    while (at !== undefined && names.get(at) === '') at = parents.get(at)
    const name = (at !== undefined && names.get(at)) || 'Node itself'
    if (name === '(idle)') continue
    busy += spent
    sums.set(name, (sums.get(name) ?? 0) + spent)
  }
  const sections = [...sums].map(([name, spent]) => ({ name, part: spent / busy })).toSorted((a, b) => b.part - a.part)
  return { busy, sections }
}

function sectionOf({ functionName, url }: Frame): string {
  if (functionName === '(idle)') return '(idle)'
  if (functionName === '(garbage collector)') return 'garbage collection'
  if (functionName === '(program)') return 'sockets and other native work'
  if (!url.startsWith('file:')) return ''
  const pack = /node_modules\/((?:@[^/]+\/)?[^/]+)/g
  const last = [...url.matchAll(pack)].at(-1)?.[1]
  if (last) return last.startsWith('pg') && last !== 'pg-boss' ? 'pg (driver)' : last
  const own = /\/(modules\/[^/]+|platform\/http|platform|app)\//.exec(url)?.[1]
  return own ?? ''
}
