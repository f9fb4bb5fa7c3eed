import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'
import { must } from '../tests/hard/scenario.ts'
import { type Ask, asking, percentile, type Took } from './clients.ts'
import { ms, part, perSecond, sized, tell, tellTable, verdict } from './measure.ts'
import { bestOf, type Rival, rivalOf } from './pgbench.ts'
import { profiled } from './profile.ts'
import { insertsOf } from './rows.ts'
import { openWorld, post, processorOf, processorOfAll, settled, type World } from './world.ts'

const CLIENTS = 32
const CUSTOMERS = 200
const TURNS = sized(12, 2)
const SLICE = 4
type App = Awaited<ReturnType<World['start']>>

const customer = (place: number) => ({ name: `Nguyễn Thị Lan ${place}`, mail: `khach${place}@khach.example` })
const said = 'Nồi cơm nhà chị mua tháng trước hôm nay không vào điện, cắm mãi không lên đèn. Em xem giúp chị với, nhà đang cần dùng.'
const body = (place: number) => ({ channel: 'form', subject: 'Nồi không vào điện', text: said, from: customer(place) })

async function openOne({ key }: World, { address }: App, place: number) {
  const { status, body: answer } = await post(address, key, '/cases', body(place), randomUUID())
  must(status === 201, `creating a case was answered ${status} ${JSON.stringify(answer)}`)
  return { id: String(answer.id), conversationId: String(answer.conversationId) }
}

/** Customers exist, plans and code are warm, people have as many cases as they take; the database has counted its rows, as it does by itself within a minute. */
async function warm(world: World, app: App) {
  for (let place = 0; place < CUSTOMERS; place += 8)
    await Promise.all(Array.from({ length: 8 }, (_, more) => openOne(world, app, place + more)))
  await asking(app.address, { clients: CLIENTS, seconds: sized(10, 3), key: world.key, next: nextCase })
  await sql`analyze`.execute(world.db)
}

const nextCase = (): Ask => ({
  method: 'POST',
  path: '/api/v1/cases',
  headers: `idempotency-key: ${randomUUID()}\r\n`,
  body: JSON.stringify(body(Math.floor(Math.random() * CUSTOMERS))),
})

type Turn = { created: Took; app: number; server: number; followed: number; rival: number; rivalServer: number }

/** One slice of cases by the API with all that they cause, then one slice of the same rows by the other: what the machine does meanwhile meets both. */
async function turn(world: World, app: App, rival: Rival, clients: number): Promise<Turn> {
  const server = () => processorOfAll(world.serverProcesses())
  const before = { app: processorOf(app.pid), server: server() }
  const created = await asking(app.address, { clients: CLIENTS, seconds: SLICE, key: world.key, next: nextCase })
  must(created.wrong.length === 0, `answers nobody should get: ${created.wrong.join(' | ')}`)
  const began = performance.now()
  await settled(world)
  const followed = (performance.now() - began) / 1_000
  const after = { app: processorOf(app.pid), server: server() }
  const perSecond = await rival.run(clients, SLICE)
  const rivalServer = (server() - after.server) / (perSecond * SLICE)
  return { created, app: after.app - before.app, server: after.server - before.server, followed, rival: perSecond, rivalServer }
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

/** Both, by turns. Answers how they compare. */
async function compare(world: World, app: App, rival: Rival, clients: number) {
  const turns: Turn[] = []
  while (turns.length < TURNS) turns.push(await turn(world, app, rival, clients))
  const answers = turns.reduce((sum, { created }) => sum + created.answers, 0)
  const took = turns.flatMap(({ created }) => created.ms)
  const [byApi, byRival] = [mean(turns.map(({ created }) => created.perSecond)), mean(turns.map((one) => one.rival))]
  const caseMs = (of: (one: Turn) => number) => (turns.reduce((sum, one) => sum + of(one), 0) * 1_000) / answers
  const [appMs, serverMs, rivalMs] = [
    caseMs((one) => one.app),
    caseMs((one) => one.server),
    mean(turns.map((one) => one.rivalServer)) * 1_000,
  ]
  tell(
    `Cases created at ${CLIENTS} clients, each durable before its 201: ${perSecond(byApi)} (median ${ms(percentile(took, 0.5))}, p99 ${ms(percentile(took, 0.99))})`,
  )
  tell(
    `The same rows by ${rival.by}, one insert each, begin to commit, at its best concurrency (${clients}), by turns of ${SLICE} s with the above: ${perSecond(byRival)}`,
  )
  tell(
    `**Ratio with one process: ${(byApi / byRival).toFixed(2)}** (at least 0.35: ${verdict(byApi / byRival >= 0.35)}; aim 0.6: ${verdict(byApi / byRival >= 0.6)}); turn by turn ${turns.map((one) => (one.created.perSecond / one.rival).toFixed(2)).join(', ')}`,
  )
  tell(
    `Processor a case, with what follows it (reactions, notices, sealing, figures): the process ${ms(appMs)}, PostgreSQL ${ms(serverMs)}; PostgreSQL does the inserts alone in ${ms(rivalMs)}`,
  )
  tell(`What the cases caused was done at most ${Math.max(...turns.map((one) => one.followed)).toFixed(1)} s after the last answer`)
  return byApi
}

/** What else one does all day, at as many clients. */
async function others(world: World, app: App) {
  const cases = await Promise.all(Array.from({ length: 40 }, (_, place) => openOne(world, app, place)))
  const one = () => cases[Math.floor(Math.random() * cases.length)] ?? { id: '', conversationId: '' }
  const words = ['nồi cơm', 'không vào điện', 'Nguyễn Thị Lan', 'PH-000012', 'noi com']
  const asks: Record<string, () => Ask> = {
    'Replies written': () => ({
      method: 'POST',
      path: `/api/v1/conversations/${one().conversationId}/replies`,
      headers: `idempotency-key: ${randomUUID()}\r\n`,
      body: JSON.stringify({ text: 'Dạ em chào chị, em xem giúp chị ngay ạ.', by: 'mail', anyway: true }),
    }),
    'Queue page (50 rows)': () => ({ method: 'GET', path: '/api/v1/cases?view=all&limit=50' }),
    'Case page': () => ({ method: 'GET', path: `/api/v1/cases/${one().id}` }),
    'Case messages': () => ({ method: 'GET', path: `/api/v1/cases/${one().id}/messages` }),
    'Search (codes, names, words)': () => ({
      method: 'GET',
      path: `/api/v1/cases/search?q=${encodeURIComponent(words[Math.floor(Math.random() * words.length)] ?? '')}`,
    }),
  }
  for (const [name, next] of Object.entries(asks)) {
    const took = await asking(app.address, { clients: CLIENTS, seconds: sized(10, 3), key: world.key, next })
    const wrong = took.wrong.length > 0 ? `; refused: ${took.wrong[0]}` : ''
    tell(`${name}: ${perSecond(took.perSecond)} (median ${ms(percentile(took.ms, 0.5))}, p99 ${ms(percentile(took.ms, 0.99))})${wrong}`)
  }
}

/** The same again in a process that is looked into; slower for being looked into, so only parts are told. */
async function whereItGoes(world: World) {
  const { env, read } = profiled()
  const app = await world.start({ env })
  const took = await asking(app.address, { clients: CLIENTS, seconds: sized(15, 5), key: world.key, next: nextCase })
  await app.stop()
  const { statements, sections } = read(took.seconds)
  const times = statements.reduce((sum, one) => sum + one.times, 0)
  tell(
    `Where the process spends its time (${took.answers} cases; ${(times / took.answers).toFixed(1)} statements a case with what follows it)`,
  )
  tellTable(sections.filter(({ part: share }) => share >= 0.01).map(({ name, part: share }) => `${(share * 100).toFixed(0)} % ${name}`))
  tell('What it waits for longest, a case')
  tellTable(
    statements
      .slice(0, 12)
      .map((one) => `${ms(one.ms / took.answers)}, ${(one.times / took.answers).toFixed(2)} times: \`${one.statement}\``),
  )
}

/** The database as it stands, under another name: what is written there is sealed and counted by nobody. */
async function copyOf({ url }: World): Promise<string> {
  const copy = new URL(url)
  copy.pathname = '/bench_copy'
  const other = new URL(url)
  other.pathname = '/postgres'
  const client = new pg.Client({ connectionString: other.href })
  await client.connect()
  const name = new URL(url).pathname.slice(1)
  await client.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
  await client.query(`create database bench_copy template ${name}`)
  await client.end()
  return copy.href
}

/** Of all cases, how many nobody was free for. */
async function tellWaiting({ db }: World) {
  const { rows } = await sql<{ pooled: number; all: number }>`
    select count(*) filter (where handler_id is null)::int as pooled, count(*)::int as all from cases.case`.execute(db)
  tell(
    `${rows[0]?.pooled.toLocaleString('en')} of all ${rows[0]?.all.toLocaleString('en')} cases found every desk full and wait in the pool: nobody is told of those, so no job is among their rows`,
  )
}

await part('Creating a case by the API, against pgbench committing the very same rows', async () => {
  const world = await openWorld()
  const before = await world.start()
  await warm(world, before)
  const example = await openOne(world, before, 0)
  await settled(world)
  await before.stop()
  const { inserts, rows } = await insertsOf(world.db, sql`select xmin::text as tx from cases.case where id = ${example.id}`)
  const copy = await copyOf(world)
  const plain = await rivalOf(copy, world.dataDir, inserts)
  const best = await bestOf(plain, sized(6, 3))
  tell(`The ${rows} rows of one case by ${plain.by} alone: ${best.all.join(', ')} a second`)
  const app = await world.start()
  await warm(world, app)
  await settled(world)
  const created = await compare(world, app, plain, best.clients)
  await others(world, app)
  await app.stop()
  tell(`${plain.by} alone once more, at ${best.clients} clients: ${perSecond(await plain.run(best.clients, sized(6, 3)))}`)
  const piped = await bestOf(await rivalOf(copy, world.dataDir, inserts, true), sized(6, 3)).catch(() => undefined)
  if (piped)
    tell(
      `The same sent in one go (pipeline), not by turns: ${perSecond(piped.perSecond)} at best (${piped.all.join(', ')}); against it ${(created / piped.perSecond).toFixed(2)}`,
    )
  await tellWaiting(world)
  await whereItGoes(world)
})
