import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { hintsOf } from '#platform/live.ts'
import { type Colleague, openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import * as contract from './contract.ts'

/** A32, V15: hints and presence reach only those who may see the case, whatever they ask for. */
const house = await openHouse()
await house.does(furnishCases)
const [north, south] = [await house.unit('Nhóm miền Bắc'), await house.unit('Nhóm miền Nam')]
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh', unitId: north })
const mate = await house.person('support_officer', { name: 'Trần Bảo An', unitId: north })
const far = await house.person('support_officer', { name: 'Lê Phương Nam', unitId: south })
const administrator = await house.person('administrator')
const { id } = await linh.asks(contract.openCase, { subject: 'Bình rò điện', text: 'Rò điện', handlerId: linh.id })
await house.settled()

type Said = { t: string; room?: string; id?: string; subject?: string; people?: { name: string }[] }

/** A browser's socket, and all it has heard. */
async function listens(who: Pick<Colleague, 'id'>) {
  const heard: Said[] = []
  const socket = new WebSocket(`${house.address.replace('http', 'ws')}/api/live`, { headers: { authorization: `Bearer ${who.id}` } })
  socket.on('message', (raw) => heard.push(JSON.parse(String(raw))))
  afterAll(() => socket.close())
  await expect.poll(() => heard.some(({ t }) => t === 'hello')).toBe(true)
  return { heard, says: (said: object) => socket.send(JSON.stringify(said)) }
}

test('whoever may not see a case hears nothing of it, and is not told who looks at it', async () => {
  const [own, team, other, keeper] = [await listens(linh), await listens(mate), await listens(far), await listens(administrator)]
  for (const subject of [`cases:${id}`, 'cases:%', 'cases:*', '%', '*', '', `cases:${id}%`, `case:${id}`, `cases:${id.toUpperCase()}`])
    for (const stranger of [other, keeper]) stranger.says({ t: 'here', subject })
  own.says({ t: 'here', subject: `cases:${id}`, typing: true })
  team.says({ t: 'here', subject: `cases:${id}` })
  await expect.poll(() => team.heard.some(({ people = [] }) => people.some(({ name }) => name === linh.name))).toBe(true)
  for (const severity of [2, 1]) await linh.asks(contract.setSeverity, { id, severity, reason: 'Khách nói rõ hơn' })
  await house.settled()
  await expect.poll(() => team.heard.some((said) => said.t === 'stale' && said.id === id)).toBe(true)
  // What is common to all comes after what was not for them: then nothing is on its way any more.
  await far.asks(contract.openCase, { subject: 'Việc của miền Nam', text: 'Khác', handlerId: far.id })
  await expect.poll(() => other.heard.some(({ t, room }) => t === 'stale' && room === 'cases')).toBe(true)
  for (const { heard } of [other, keeper]) {
    expect(heard.filter((said) => said.id === id)).toEqual([])
    expect(heard.filter(({ people = [] }) => people.length > 0)).toEqual([])
  }
})

test('a browser whose line stands only now hears what it missed and may hear; when that is not known, that it is to ask for all', async () => {
  const before = Date.now()
  await linh.asks(contract.tagCase, { id, add: ['đã rút phích'] })
  await far.asks(contract.openCase, { subject: 'Việc khác của miền Nam', text: 'Khác', handlerId: far.id })
  await house.settled()
  const [late, stranger, lost] = [await listens(mate), await listens(far), await listens(mate)]
  const about = ({ heard }: { heard: Said[] }) => heard.filter((said) => said.t === 'stale' && said.id === id)
  await new Promise((done) => setTimeout(done, 200))
  expect(about(late)).toEqual([])
  late.says({ t: 'since', at: before })
  stranger.says({ t: 'since', at: before })
  lost.says({ t: 'since', at: before - 86_400_000 })
  await expect.poll(() => about(late).length).toBe(1)
  await expect.poll(() => stranger.heard.some(({ t, room }) => t === 'stale' && room === 'cases')).toBe(true)
  expect(about(stranger)).toEqual([])
  await expect.poll(() => lost.heard.some(({ t }) => t === 'all')).toBe(true)
  expect(late.heard.some(({ t }) => t === 'all')).toBe(false)
})

test('when the line between processes was down, every browser is told to ask for all', async () => {
  const { heard } = await listens(mate)
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tantam-live' and datname = current_database()`.execute(
    house.house.db,
  )
  await expect.poll(() => heard.some(({ t }) => t === 'all'), { timeout: 5_000 }).toBe(true)
})

test('without signing in, or from another site, there is no socket at all', async () => {
  const refused = (headers: Record<string, string>) =>
    new Promise<number | undefined>((told) => {
      const socket = new WebSocket(`${house.address.replace('http', 'ws')}/api/live`, { headers })
      socket.on('unexpected-response', (_request, answer) => told(answer.statusCode))
      socket.on('open', () => told(101))
      socket.on('error', () => undefined)
    })
  expect(await refused({})).toBe(401)
  expect(await refused({ authorization: 'Bearer khong-ai' })).toBe(401)
  expect(await refused({ authorization: `Bearer ${linh.id}`, origin: 'https://noi-khac.example' })).toBe(403)
})

test('what hints have named is asked for by itself: only what stands in the view, and only what one may see', async () => {
  const second = await linh.asks(contract.openCase, { subject: 'Lọc nước kêu', text: 'Kêu', handlerId: linh.id })
  await linh.asks(contract.openCase, { subject: 'Không ai hỏi', text: 'Khác', handlerId: linh.id })
  const asked = async (who: Colleague, view: 'mine' | 'all', ids: string[]) =>
    (await who.asks(contract.listQueue, { view, ids, sort: 'oldest' })).items.map((row) => row.id)
  expect(await asked(linh, 'mine', [id])).toEqual([id])
  expect(await asked(linh, 'mine', [second.id, id])).toEqual([id, second.id])
  expect(await asked(linh, 'mine', [])).toEqual([])
  expect(await asked(mate, 'mine', [id])).toEqual([])
  expect(await asked(mate, 'all', [id])).toEqual([id])
  expect(await asked(far, 'all', [id])).toEqual([])
})

test('a hint names the one case that changed, or the whole room when others did too', () => {
  const about = { caseId: id, units: [north], people: [] }
  expect(hintsOf({ name: 'cases.statusChanged', about }).map((hint) => [hint.room, hint.id])).toEqual([['cases', id]])
  const merged = hintsOf({ name: 'cases.caseMerged', about: { ...about, others: true } }).map((hint) => [hint.room, hint.id])
  expect(merged).toEqual([
    ['cases', undefined],
    ['cases', id],
  ])
  const said = { ownId: id, customerId: north, units: [north] }
  expect(hintsOf({ name: 'conversations.messageReceived', about: said }).map((hint) => [hint.room, hint.id])).toEqual([
    ['conversations', id],
    ['customers', north],
  ])
})

test('of a case in the pool above them people hear whatever becomes of it, and who took it', async () => {
  const department = await house.unit('Phòng khách hàng')
  const [near, beside] = [await house.unit('Nhóm Một', department), await house.unit('Nhóm Hai', department)]
  const one = await house.person('support_officer', { name: 'Ngô Thị Một', unitId: near })
  const two = await house.person('support_officer', { name: 'Lý Văn Hai', unitId: beside })
  const pooled = await linh.asks(contract.openCase, { subject: 'Chưa ai nhận', text: 'Chờ', unitId: department, handlerId: null })
  await house.settled()
  const { heard } = await listens(two)
  const hears = async () => {
    await expect.poll(() => heard.some((said) => said.t === 'stale' && said.id === pooled.id)).toBe(true)
    heard.length = 0
  }
  await one.asks(contract.tagCase, { id: pooled.id, add: ['gấp'] })
  await hears()
  await one.asks(contract.takeCase, { id: pooled.id })
  await hears()
})
