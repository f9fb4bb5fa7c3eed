import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'

const run = promisify(execFile)

/** The same inserts in one transaction after the other, so many clients at once, for so many seconds: how many a second. */
export type Rival = { by: string; run: (clients: number, seconds: number) => Promise<number> }

let lastK = 0
/** No two runs make the same ids. */
const nextK = () => (lastK = Math.max(lastK + 1_000_000, Date.now()))

/** pgbench where it is installed, else a Node client. `piped`: all of a transaction is sent in one go. */
export async function rivalOf(url: string, home: string, inserts: readonly string[], piped = false): Promise<Rival> {
  const script = join(home, piped ? 'piped.sql' : 'plain.sql')
  const lines = ['begin', ...inserts, 'commit'].map((one) => `${one};`)
  writeFileSync(script, ['\\set k :k + 1', ...(piped ? ['\\startpipeline', ...lines, '\\endpipeline'] : lines), ''].join('\n'))
  const isHere = await run('pgbench', ['--version']).then(
    () => true,
    () => false,
  )
  if (isHere) return { by: 'pgbench', run: (clients, seconds) => byPgbench(url, script, clients, seconds) }
  return {
    by: 'a Node client with prepared statements (pgbench is not installed)',
    run: (clients, seconds) => byNode(url, inserts, clients, seconds),
  }
}

/** The concurrency at which it commits most, and what it did at each. */
export async function bestOf(rival: Rival, seconds: number): Promise<{ clients: number; perSecond: number; all: string[] }> {
  const all: { clients: number; perSecond: number }[] = []
  for (const clients of [4, 8, 16, 32, 64]) all.push({ clients, perSecond: await rival.run(clients, seconds) })
  const best = all.reduce((a, b) => (b.perSecond > a.perSecond ? b : a))
  return { ...best, all: all.map((one) => `${one.clients} clients ${Math.round(one.perSecond)}`) }
}

async function byPgbench(url: string, script: string, clients: number, seconds: number): Promise<number> {
  const how = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds), '-D', `k=${nextK()}`, '-f', script, url]
  const { stdout } = await run('pgbench', how)
  const found = /tps = ([\d.]+)/.exec(stdout)
  if (!found) throw new Error(`pgbench said nothing of its speed: ${stdout}`)
  return Number(found[1])
}

async function byNode(url: string, inserts: readonly string[], clients: number, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1_000
  const first = nextK()
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, id) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      for (let k = first; performance.now() < end; k++) {
        await client.query('begin')
        for (const [place, text] of inserts.entries()) {
          const values = [...(text.includes(':k::') ? [k] : []), ...(text.includes(':client_id::') ? [id] : [])]
          await client.query({ name: `i${place}`, text: text.replaceAll(':k::', '$1::').replaceAll(':client_id::', '$2::'), values })
        }
        await client.query('commit')
        done++
      }
      await client.end()
    }),
  )
  return done / seconds
}
