import { createServer } from 'node:net'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { markBounced } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { sendAutomatic, sendReply } from './index.ts'
import { headerOf, openDropper, openSink, sendsThrough, until } from './samples.ts'
import { mailSetting } from './settings.ts'

const START = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ services: true, at: START })
const admin = await house.person('administrator')
const identity = { fromAddress: 'cskh@maylanh.example', fromName: 'Mây Lành', signature: '', authservId: '', plusAddressing: false }
await house.does((ctx) => changeSetting(ctx, mailSetting, identity))
const setDays = (days: number) => house.setNow(new Date(START.getTime() + days * 86_400_000))

const reply = (subject: string) =>
  house.does((ctx) => sendReply(ctx, { conversationId: newId(), messageId: newId(), to: ['hanh@example.vn'], subject, text: 'Dạ chị' }))
const automatic = async (subject: string) => {
  const mail = { to: `${newId()}@example.vn`, subject, text: 'Xem tại https://…', kind: 'notice' as const }
  const sent = await house.does((ctx) => sendAutomatic(ctx, { ...mail, about: { room: 'cases', subjectId: newId() } }))
  if ('skipped' in sent) throw new Error(sent.skipped)
  return sent.outgoingId
}
type Mail = { state: string; kept: number; isMarked: boolean; messageId: string; attempts: number }
const mailOf = async (id: string) =>
  (
    await sql<Mail>`select state, attempts, octet_length(bytes) as kept, sent_at is not null as "isMarked", message_id as "messageId"
      from platform.outgoing where id = ${id}`.execute(house.house.db)
  ).rows[0]
const reaches = (id: string, state: string) =>
  until(async () => {
    const mail = await mailOf(id)
    return mail?.state === state && mail
  })
/** The night's job, as the clock would begin it. */
const nightAt = async (days: number) => {
  setDays(days)
  const id = await house.house.boss?.send('platform.mail', {})
  await until(async () => (await house.house.boss?.findJobs('platform.mail', { id: id ?? '' }))?.[0]?.state === 'completed', 20_000)
}

test('what the house writes by itself is kept no longer than it can be needed; a reply may always be sent again', {
  timeout: 90_000,
}, async () => {
  const read = await automatic('Trong hộp thư thử')
  await reaches(read, 'sent')
  const refusing = await openSink({
    onRcptTo: (_to, _session, done) => done(Object.assign(new Error('nobody here'), { responseCode: 550 })),
  })
  await sendsThrough(house, refusing.port)
  const [refused, answer] = [await automatic('Không có người này'), await reply('Re: Không có người này')]
  expect(await reaches(refused, 'bounced')).toMatchObject({ kept: 0 })
  expect((await reaches(answer.outgoingId, 'bounced')).kept).toBeGreaterThan(0)
  await sendsThrough(house, (await openDropper()).port)
  const doubtful = await automatic('Không rõ số phận')
  expect(await reaches(doubtful, 'unknown')).toMatchObject({ kept: 0 })

  // What an earlier version has left behind, and what has come back since.
  const leave = (state: string, id: string) =>
    sql`update platform.outgoing set bytes = 'https://…/bi-mat', state = ${state}, transport = 'smtp' where id = ${id}`.execute(
      house.house.db,
    )
  for (const [state, id] of [
    ['sent', refused],
    ['unknown', doubtful],
  ] as const)
    await leave(state, id)
  setDays(8)
  const young = await automatic('Hôm nay')
  await reaches(young, 'unknown')
  await leave('unknown', young)
  await nightAt(8)
  const kept = async () => await Promise.all([refused, doubtful, young, read].map(async (id) => ((await mailOf(id))?.kept ?? 0) > 0))
  expect(await kept()).toEqual([false, false, true, true])
  await house.does(async (ctx) => markBounced(ctx, (await mailOf(young))?.messageId ?? '', '550 no such user'))
  expect(await mailOf(young)).toMatchObject({ state: 'bounced', kept: 0 })
  expect((await admin.asks(contract.readTestMail, { id: read })).text).toContain('https://')
  await nightAt(31)
  expect(await kept()).toEqual([false, false, false, false])
  const emptied = await admin.asks(contract.readTestMail, { id: read })
  expect(emptied).toMatchObject({ subject: 'Trong hộp thư thử', text: expect.stringContaining('chỉ giữ 30 ngày') })
  expect((await mailOf(answer.outgoingId))?.kept).toBeGreaterThan(0)
  setDays(0)
})

test('that the end of a mail goes out is written down after the server has asked for the mail, and before the end', {
  timeout: 60_000,
}, async () => {
  const server = await openHesitant()
  await sendsThrough(house, server.port)
  const id = await automatic('Máy chủ ngần ngừ')
  await until(() => server.asked === 1)
  await new Promise((done) => setTimeout(done, 500))
  expect(await mailOf(id)).toMatchObject({ state: 'sending', isMarked: false })
  // Whoever stops now has sent nothing, and that is known: it is tried again.
  server.hangUp()
  expect(await reaches(id, 'deferred')).toMatchObject({ attempts: 1, isMarked: false })
  house.setNow(new Date(START.getTime() + 5 * 60_000))
  await until(() => server.asked === 2)
  server.atDot = async () => (await mailOf(id))?.isMarked
  server.goOn()
  await reaches(id, 'sent')
  expect(server.seen).toEqual([true])
  setDays(0)
})

test('whoever took so long that another process has the mail by now sends no end of it, and says nothing of its fate', {
  timeout: 60_000,
}, async () => {
  const server = await openHesitant()
  await sendsThrough(house, server.port)
  const ids = [await automatic('Máy này'), (await reply('Máy kia')).outgoingId]
  await until(() => server.asked === 2)
  // As the other one's taking it would leave it.
  const taken = '2026-11-25T03:09:00.000Z'
  for (const id of ids) await sql`update platform.outgoing set lease_until = ${taken} where id = ${id}`.execute(house.house.db)
  server.goOn()
  const third = await automatic('Sau đó')
  await until(() => server.asked === 3)
  server.goOn()
  await reaches(third, 'sent')
  expect(server.seen).toHaveLength(1)
  for (const id of ids) expect(await mailOf(id)).toMatchObject({ state: 'sending', attempts: 0, isMarked: false })
})

test('replies wait their turn at a slow mail server: all of them arrive, once, in the order they were written', {
  timeout: 60_000,
}, async () => {
  const arrived: string[] = []
  const atOnce = { now: 0, most: 0 }
  const slow = await openSink({
    onData: (stream, session, done) => {
      atOnce.most = Math.max(atOnce.most, ++atOnce.now)
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () =>
        setTimeout(async () => {
          atOnce.now--
          await slow.keep(Buffer.concat(chunks), session.envelope)
          arrived.push(slow.taken.at(-1)?.subject ?? '')
          done(null, 'taken')
        }, 1_000),
      )
    },
  })
  await sendsThrough(house, slow.port)
  const subjects = ['Thứ nhất', 'Thứ hai', 'Thứ ba']
  const sent = []
  for (const subject of subjects) sent.push(await reply(subject))
  for (const { outgoingId } of sent) expect(await reaches(outgoingId, 'sent')).toMatchObject({ attempts: 1 })
  await new Promise((done) => setTimeout(done, 1_500))
  expect([arrived, atOnce.most]).toEqual([subjects, 1])
  const ids = slow.taken.flatMap((mail) => headerOf(mail, 'message-id'))
  expect(ids).toEqual(sent.map(({ internetMessageId }) => internetMessageId))
})

/** A server that thinks before it takes a mail: `asked` counts how often it was asked to, `atDot` is looked at when the end has come. */
async function openHesitant() {
  const waiting = new Set<() => void>()
  const sockets = new Set<{ destroy: () => void }>()
  const state = { asked: 0, seen: [] as unknown[], atDot: async (): Promise<unknown> => undefined }
  const server = createServer((socket) => {
    let mail: string | undefined
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('data', async (chunk) => {
      const said = chunk.toString('latin1')
      if (mail !== undefined) {
        mail += said
        if (!mail.endsWith('\r\n.\r\n')) return
        state.seen.push(await state.atDot())
        mail = undefined
        socket.write('250 taken\r\n')
      } else if (/^data/i.test(said)) {
        state.asked++
        waiting.add(() => {
          mail = ''
          socket.write('354 go on\r\n')
        })
      } else socket.write(/^quit/i.test(said) ? '221 bye\r\n' : '250 fine\r\n')
    })
    socket.write('220 hesitant\r\n')
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  afterAll(() => new Promise<void>((down) => server.close(() => down())))
  const hangUp = () => {
    waiting.clear()
    for (const socket of sockets) socket.destroy()
  }
  const goOn = () => {
    for (const go of waiting) go()
  }
  return Object.assign(state, { port: (server.address() as { port: number }).port, hangUp, goOn })
}
