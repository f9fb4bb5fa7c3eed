import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { smtpSetting } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { sendReply } from './index.ts'
import { openProvider, openSink, until } from './samples.ts'
import { mailSetting } from './settings.ts'

const START = new Date('2026-11-28T03:00:00Z')
const house = await openHouse({ services: true, at: START })
const admin = await house.person('administrator')
const provider = await openProvider({ id: 'ung-dung', secret: 'khoa-ung-dung', username: 'cskh' })
/** How this server says no to a token: `asked` as Google does, with a question first; else at once, as Microsoft does. */
const manner = { asked: true, thinks: Promise.resolve() }
const server = await openSink({
  authOptional: false,
  allowInsecureAuth: true,
  authMethods: ['XOAUTH2', 'PLAIN'],
  onAuth: async ({ method, username, accessToken = '' }, _session, done) => {
    await manner.thinks
    const isKnown = method === 'XOAUTH2' && username === 'cskh' && provider.takes(accessToken)
    if (isKnown) return done(null, { user: username })
    return manner.asked ? done(null, { data: { status: '400' } }) : done(new Error('5.7.3 Authentication unsuccessful'))
  },
})
await house.does((ctx) =>
  changeSetting(ctx, mailSetting, {
    ...{ fromAddress: 'cskh@maylanh.example', fromName: 'Mây Lành', signature: '', authservId: '', plusAddressing: false },
  }),
)

const account = {
  ...{ host: '127.0.0.1', port: server.port, security: 'none' as const, username: 'cskh' },
  ...{ auth: 'xoauth2' as const, tokenUrl: provider.tokenUrl, clientId: 'ung-dung' },
}
const typed = () => ({ ...account, clientSecret: 'khoa-ung-dung', secret: provider.refreshToken })
const later = (minutes: number) => house.setNow(new Date(START.getTime() + minutes * 60_000))
const shown = async () => await admin.asks(contract.readChannelSettings, {})
const reply = (subject: string) =>
  house.does((ctx) => sendReply(ctx, { conversationId: newId(), messageId: newId(), to: ['hanh@example.vn'], subject, text: 'Dạ chị' }))
const arrives = async (subject: string) => {
  await reply(subject)
  return await until(() => server.taken.find((mail) => mail.subject === subject))
}
const stored = async () =>
  JSON.stringify([
    (await sql`select value from platform.setting`.execute(house.house.db)).rows,
    (await sql`select value from platform.setting_history`.execute(house.house.db)).rows,
    (await sql`select facts from platform.event`.execute(house.house.db)).rows,
  ])

test('a sign-in with OAuth2 is tried before it is kept, a wrong one is told with what it means, and no secret is ever shown', async () => {
  const to = 'thu@example.vn'
  await expect(admin.asks(contract.changeSmtp, { ...typed(), tokenUrl: '' })).rejects.toMatchObject({ code: 'channels.oauthIncomplete' })
  await expect(admin.asks(contract.changeSmtp, { ...typed(), secret: '' })).rejects.toMatchObject({ code: 'channels.secretMissing' })
  await expect(admin.asks(contract.changeSmtp, { ...typed(), username: '' })).rejects.toMatchObject({
    body: { issues: [{ path: ['username'], message: 'Cần điền phần này.' }] },
  })
  const wrong = await admin.asks(contract.trySmtp, { ...typed(), secret: 'sai', to })
  expect(wrong).toEqual({ works: false, trouble: 'consent', detail: 'invalid_grant: Token has been expired or revoked.' })
  // Of somebody else: one person tries six times a minute.
  const colleague = await house.person('administrator')
  expect(await colleague.asks(contract.trySmtp, { ...typed(), clientSecret: 'sai', to })).toEqual({
    ...{ works: false, trouble: 'client', detail: 'invalid_client: Unknown client.' },
  })
  const stranger = await admin.asks(contract.trySmtp, { ...typed(), username: 'nguoi-la', to })
  expect(stranger).toMatchObject({ works: false, trouble: 'signIn', detail: expect.stringMatching(/^Invalid login: 535/) })
  expect(await admin.asks(contract.trySmtp, { ...typed(), to })).toMatchObject({ works: true })
  await admin.asks(contract.changeSmtp, typed())
  expect((await arrives('Thư đầu')).from).toBe('cskh@maylanh.example')
  // Tried as it is kept: the refresh token that this gives is kept in its turn.
  for (const _ of [1, 2]) expect(await admin.asks(contract.trySmtp, { ...account, to })).toMatchObject({ works: true })
  const elsewhere = { ...account, tokenUrl: 'https://noi-khac.example/token' }
  await expect(admin.asks(contract.trySmtp, { ...elsewhere, to })).rejects.toMatchObject({ code: 'channels.secretForOtherHost' })
  await expect(admin.asks(contract.changeSmtp, elsewhere)).rejects.toMatchObject({ code: 'channels.secretForOtherHost' })
  expect((await shown()).smtp).toMatchObject({ ...account, hasSecret: true, hasClientSecret: true })
  for (const one of [JSON.stringify(await shown()), await stored()]) expect(one).not.toMatch(/khoa-ung-dung|lam-moi|truy-cap/)
})

test('a token that is good serves every mail; one that ends, or that the server no longer takes, is renewed', async () => {
  const before = provider.asked
  await Promise.all(['một', 'hai', 'ba'].map((name) => arrives(`Cùng lúc ${name}`)))
  expect(provider.asked).toBe(before)
  later(60)
  await arrives('Sau giờ nhà cung cấp đã nói')
  expect(provider.asked).toBe(before + 1)
  for (const [at, asked] of [true, false].entries()) {
    later(65 + at)
    Object.assign(manner, { asked })
    provider.forget()
    await arrives(`Sau khi mã hết hạn ${at}`)
    expect(provider.asked).toBe(before + 2 + at)
  }
  const { rows } = await sql`select 1 from platform.setting_history where key like 'mail.smtp%'`.execute(house.house.db)
  expect(rows).toHaveLength(1)
  // What is saved again without its secret goes on with the newest refresh token.
  await admin.asks(contract.changeSmtp, account)
  await arrives('Sau khi lưu lại')
})

test('a refresh token that is used up by each trial is typed once, tried twice and saved; nothing is held open while servers think', async () => {
  const another = await house.person('administrator')
  Object.assign(provider, { refreshToken: 'lam-moi-vua-cap' })
  const once = typed()
  const to = 'thu@example.vn'
  const { promise, resolve } = Promise.withResolvers<void>()
  Object.assign(manner, { thinks: promise })
  const before = provider.asked
  const trial = another.asks(contract.trySmtp, { ...once, to })
  await until(() => provider.asked === before + 1)
  await new Promise((done) => setTimeout(done, 1_200))
  const open = await sql`select query from pg_stat_activity
    where datname = current_database() and xact_start < clock_timestamp() - interval '1 second' and pid <> pg_backend_pid()`.execute(
    house.house.db,
  )
  const kept = await sql`select 1 from platform.setting where key = 'channels.renewed'`.execute(house.house.db)
  resolve()
  expect([open.rows, kept.rows.length]).toEqual([[], 1])
  expect(await trial).toMatchObject({ works: true })
  expect(await another.asks(contract.trySmtp, { ...once, to })).toMatchObject({ works: true })
  for (const subject of ['Sau khi thử rồi lưu', 'Lưu thêm lần nữa']) {
    await admin.asks(contract.changeSmtp, once)
    await arrives(subject)
  }
  for (const one of [JSON.stringify(await shown()), await stored()]) expect(one).not.toMatch(/khoa-ung-dung|lam-moi|truy-cap/)
})

test('a refused refresh token stands at the server, whoever can mend it is told, and with a new one nothing is missing', async () => {
  later(200)
  Object.assign(provider, { refuses: true })
  const before = provider.asked
  for (const at of [1, 2, 3]) await reply(`Trong lúc bị từ chối ${at}`)
  const waiting = await until(async () => {
    const { waiting: found } = await shown()
    return found?.many === 3 && found
  })
  expect(waiting).toMatchObject({ trouble: 'consent', said: 'invalid_grant: Token has been expired or revoked.' })
  expect(provider.asked).toBe(before + 1)
  await house.settled()
  const told = await sql`select title, link from notifications.notification where person_id = ${admin.id}`.execute(house.house.db)
  expect(told.rows).toEqual([{ title: 'Cần cấp lại quyền gửi thư', link: '/cai-dat/kenh?muc=gui' }])
  Object.assign(provider, { refuses: false, refreshToken: 'lam-moi-moi' })
  await admin.asks(contract.changeSmtp, { ...account, secret: 'lam-moi-moi' })
  for (const at of [1, 2, 3]) await until(() => server.taken.find(({ subject }) => subject === `Trong lúc bị từ chối ${at}`))
  expect((await shown()).waiting).toBeNull()
})

test('settings that were kept before there was OAuth2 go on as they are, and a password may follow a token', async () => {
  const old = await openSink({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) => done(password === 'mật khẩu' ? null : new Error('sai'), { user: username }),
  })
  const former = { host: '127.0.0.1', port: old.port, security: 'none' as const, username: 'cskh' }
  await admin.asks(contract.changeSmtp, { ...former, secret: 'mật khẩu' })
  await reply('Bằng mật khẩu')
  await until(() => old.taken.find(({ subject }) => subject === 'Bằng mật khẩu'))
  await house.does((ctx) => changeSetting(ctx, smtpSetting, { ...former, password: 'mật khẩu' }))
  expect((await shown()).smtp).toMatchObject({ ...former, auth: 'password', tokenUrl: '', hasSecret: true })
  await reply('Như trước')
  await until(() => old.taken.find(({ subject }) => subject === 'Như trước'))
})
