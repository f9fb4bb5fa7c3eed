import { sql } from 'kysely'
import { must, until } from '../tests/hard/scenario.ts'
import { type Ask, asking, percentile } from './clients.ts'
import { load } from './loader.ts'
import { isSmall, ms, part, sized, tell, verdict } from './measure.ts'
import { codeOf, sampleCase } from './places.ts'
import { nameOf } from './texts.ts'
import { openWorld, settled, type World } from './world.ts'

const FEW = 10_000
const MANY = Number(process.env.BENCH_CASES ?? (isSmall ? 50_000 : 1_000_000))
const CLIENTS = 4
const SECONDS = sized(20, 4)

type App = Awaited<ReturnType<World['start']>>
type Measured = Record<string, { p50: number; p95: number; p99: number }>

const one = (list: readonly string[]) => list[Math.floor(Math.random() * list.length)] ?? ''

const asksOf = (cases: number): Record<string, () => Ask> => {
  const get = (path: string): Ask => ({ method: 'GET', path: `/api/v1${path}` })
  const words = () => {
    const place = Math.floor(Math.random() * cases)
    return one([
      'nồi cơm điện',
      'noi com',
      'rò nước dưới đáy',
      'bảo hành',
      `DH${100_000 + (place % 40_000)}`,
      codeOf(place),
      nameOf(Math.floor(place / 4)),
      'máy lọc nước báo lỗi',
    ])
  }
  const views = [
    'view=all',
    'view=all&sort=newest',
    'view=all&sort=updated',
    'view=team',
    'view=all&state=closed&sort=updated',
    'view=all&severity=1',
    'view=all&due=overdue',
  ]
  return {
    'Queue page': () => get(`/cases?${one(views)}&limit=50`),
    'Case page': () => get(`/cases/${sampleCase(cases)}`),
    'Case messages': () => get(`/cases/${sampleCase(cases)}/messages`),
    'Search page': () => get(`/cases/search?q=${encodeURIComponent(words())}`),
  }
}

async function measure(world: World, app: App, cases: number): Promise<Measured> {
  const { rows } = await sql<{ cases: number; messages: number; bytes: number }>`select (select count(*)::int from cases.case) as cases,
    (select count(*)::int from conversations.message) as messages, pg_database_size(current_database())::float8 as bytes`.execute(world.db)
  tell(
    `${rows[0]?.cases.toLocaleString('en')} cases, ${rows[0]?.messages.toLocaleString('en')} messages, ${((rows[0]?.bytes ?? 0) / 2 ** 30).toFixed(1)} GB; ${CLIENTS} clients`,
  )
  const measured: Measured = {}
  for (const [name, next] of Object.entries(asksOf(cases))) {
    await asking(app.address, { clients: CLIENTS, seconds: SECONDS / 2, key: world.key, next })
    const took = await asking(app.address, { clients: CLIENTS, seconds: SECONDS, key: world.key, next })
    must(took.wrong.length === 0, `answers nobody should get: ${took.wrong.join(' | ')}`)
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(took.ms, share))
    measured[name] = { p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0 }
    tell(`${name}: ${ms(p50 ?? 0)} median, ${ms(p95 ?? 0)} p95, ${ms(p99 ?? 0)} p99 (${took.answers} answers)`)
  }
  return measured
}

async function filled(world: World, from: number, to: number) {
  const began = performance.now()
  await load(world.url, from, to)
  console.info(`  loaded up to ${to.toLocaleString('en')} cases in ${((performance.now() - began) / 1_000).toFixed(0)} s`)
}

/** What became due while the loader was at work is told to everybody first: no department has a day's reminders in one minute. */
async function calm(world: World) {
  const due = sql<{ many: number }>`select count(*)::int as many from clocks.clock where next_at <= now()`
  await until(async () => (await due.execute(world.db)).rows[0]?.many === 0, 'no clock waits to be told of', 900_000)
  await settled(world)
}

await part(`Queue page, case page and search with ${FEW.toLocaleString('en')} and with ${MANY.toLocaleString('en')} cases`, async () => {
  const world = await openWorld()
  await filled(world, 0, FEW)
  let app = await world.start()
  await calm(world)
  const few = await measure(world, app, FEW)
  await app.stop()
  await filled(world, FEW, MANY)
  app = await world.start()
  await calm(world)
  const many = await measure(world, app, MANY)
  await app.stop()
  for (const name of ['Queue page', 'Case page', 'Case messages']) {
    const ratio = (many[name]?.p95 ?? 0) / (few[name]?.p95 ?? 1)
    tell(`**${name}: ${ratio.toFixed(2)} times slower at the 95th percentile** (at most 1.5: ${verdict(ratio <= 1.5)})`)
  }
  const slowest = many['Search page']?.p95 ?? 0
  tell(
    `**Search: ${ms(slowest)} at the 95th percentile, ${ms(many['Search page']?.p99 ?? 0)} at the 99th** (under 300 ms: ${verdict(slowest < 300)})`,
  )
})
