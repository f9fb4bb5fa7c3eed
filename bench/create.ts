import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { must } from '../tests/hard/scenario.ts'
import { type Ask, asking, percentile, type Took } from './clients.ts'
import { ms, part, perSecond, sized, tell, tellTable, verdict } from './measure.ts'
import { bestOf } from './pgbench.ts'
import { profiled } from './profile.ts'
import { insertsOf } from './rows.ts'
import { openWorld, post, processorOf, processorOfAll, settled, type World } from './world.ts'

const CLIENTS = 32
const CUSTOMERS = 200
const SECONDS = sized(30, 5)
type App = Awaited<ReturnType<World['start']>>

const customer = (place: number) => ({ name: `Nguyễn Thị Lan ${place}`, mail: `khach${place}@khach.example` })
const said = 'Nồi cơm nhà chị mua tháng trước hôm nay không vào điện, cắm mãi không lên đèn. Em xem giúp chị với, nhà đang cần dùng.'
const body = (place: number) => ({ channel: 'form', subject: 'Nồi không vào điện', text: said, from: customer(place) })

async function openOne({ key }: World, { address }: App, place: number) {
  const { status, body: answer } = await post(address, key, '/cases', body(place), randomUUID())
  must(status === 201, `creating a case was answered ${status} ${JSON.stringify(answer)}`)
  return { id: String(answer.id), conversationId: String(answer.conversationId) }
}

/** Customers exist, plans and code are warm, people have as many cases as they take. */
async function warm(world: World, app: App) {
  for (let place = 0; place < CUSTOMERS; place += 8)
    await Promise.all(Array.from({ length: 8 }, (_, more) => openOne(world, app, place + more)))
  await asking(app.address, { clients: CLIENTS, seconds: sized(10, 3), key: world.key, next: nextCase })
}

const nextCase = (): Ask => ({
  method: 'POST',
  path: '/api/v1/cases',
  headers: `idempotency-key: ${randomUUID()}\r\n`,
  body: JSON.stringify(body(Math.floor(Math.random() * CUSTOMERS))),
})

async function create(world: World, app: App): Promise<Took & { caseMs: number }> {
  const pids = world.serverProcesses()
  const before = { app: processorOf(app.pid), server: processorOfAll(pids) }
  const took = await asking(app.address, { clients: CLIENTS, seconds: SECONDS, key: world.key, next: nextCase })
  must(took.wrong.length === 0, `answers nobody should get: ${took.wrong.join(' | ')}`)
  const spent = { app: processorOf(app.pid) - before.app, server: processorOfAll(pids) - before.server }
  tell(
    `Cases created at ${CLIENTS} clients, each durable before its 201: ${perSecond(took.perSecond)} (median ${ms(percentile(took.ms, 0.5))}, p99 ${ms(percentile(took.ms, 0.99))})`,
  )
  tell(
    `Processor a case, with what follows it (reactions, notices, sealing): the process ${ms((spent.app * 1_000) / took.answers)}, PostgreSQL ${ms((spent.server * 1_000) / took.answers)}`,
  )
  const began = performance.now()
  await settled(world)
  tell(`What the cases caused was done ${((performance.now() - began) / 1_000).toFixed(1)} s after the last answer`)
  return { ...took, caseMs: ((spent.app + spent.server) * 1_000) / took.answers }
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

await part('Creating a case by the API, against pgbench committing the very same rows', async () => {
  const world = await openWorld()
  const app = await world.start()
  await warm(world, app)
  const example = await openOne(world, app, 0)
  const { inserts, rows } = await insertsOf(world.db, sql`select xmin::text as tx from cases.case where id = ${example.id}`)
  const created = await create(world, app)
  await others(world, app)
  await app.stop()
  const spent = () => processorOfAll(world.serverProcesses())
  const plain = await bestOf(world.url, world.dataDir, inserts, sized(10, 3), { spent })
  const piped = await bestOf(world.url, world.dataDir, inserts, sized(10, 3), { spent, piped: true }).catch(() => undefined)
  const ratio = created.perSecond / plain.perSecond
  tell(
    `The ${rows} rows of one case by ${plain.by}, one insert each, begin to commit: ${perSecond(plain.perSecond)} at best, ${ms(plain.serverMs)} of PostgreSQL's processor each (${plain.all.join(', ')})`,
  )
  if (piped) tell(`The same sent in one go (pipeline): ${perSecond(piped.perSecond)} at best (${piped.all.join(', ')})`)
  tell(
    `**Ratio with one process: ${ratio.toFixed(2)}** (at least 0.35: ${verdict(ratio >= 0.35)}; aim 0.6: ${verdict(ratio >= 0.6)})${piped ? `; against the pipeline ${(created.perSecond / piped.perSecond).toFixed(2)}` : ''}`,
  )
  tell(
    `By processor time, which a loaded machine does not bend: PostgreSQL does a case's inserts in ${ms(plain.serverMs)}; a case by the API takes ${(created.caseMs / plain.serverMs).toFixed(1)} times as much, process and PostgreSQL and what follows it together`,
  )
  const { rows: waiting } = await sql<{
    pooled: number
    all: number
  }>`select count(*) filter (where handler_id is null)::int as pooled, count(*)::int as all
    from cases.case`.execute(world.db)
  tell(
    `${waiting[0]?.pooled.toLocaleString('en')} of all ${waiting[0]?.all.toLocaleString('en')} cases found every desk full and wait in the pool: nobody is told of those, so no job is among their rows`,
  )
  await whereItGoes(world)
})
