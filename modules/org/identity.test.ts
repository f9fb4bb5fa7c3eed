import { createHmac } from 'node:crypto'
import { getMigrations } from 'better-auth/db/migration'
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { afterAll, expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import { acceptInvitation } from './actions.ts'
import * as contract from './contract.ts'
import { openAuth } from './identity/auth.ts'
import { openDemoDoor, openIdentity } from './index.ts'

const house = await openHouse()
const identity = await openIdentity(house.house)
afterAll(() => identity.close())
const admin = await house.person('administrator', { name: 'Phạm Quản Trị' })
const PASSWORD = 'chim én mùa xuân 7'

type Jar = Map<string, string>
const cookies = (jar: Jar) => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

/** Speaks to sign-in as a browser does, keeping its cookies. */
async function visit(
  method: string,
  path: string,
  body: object | undefined,
  jar: Jar = new Map(),
  more: Record<string, string> = {},
  address = '203.0.113.7',
) {
  const headers = { cookie: cookies(jar), origin: 'http://cskh.maylanh.example', 'content-type': 'application/json', ...more }
  const answer = await identity.handler(
    new Request(`http://cskh.maylanh.example${path}`, { method, headers, body: body && JSON.stringify(body) }),
    address,
  )
  for (const cookie of answer.headers.getSetCookie()) {
    const [pair = ''] = cookie.split(';')
    const at = pair.indexOf('=')
    if (/max-age=0/i.test(cookie)) jar.delete(pair.slice(0, at))
    else jar.set(pair.slice(0, at), pair.slice(at + 1))
  }
  return answer
}
const signIn = (email: string, password: string, jar?: Jar, more?: Record<string, string>, address?: string) =>
  visit('POST', '/api/auth/sign-in/email', { email, password }, jar, more, address)
const who = (jar: Jar) => identity.whoIs(new Headers({ cookie: cookies(jar) }))
const forget = () => new Promise((done) => setTimeout(done, 2_100))

/** The link in the newest mail to an address. */
async function linkIn(mail: string): Promise<string> {
  await house.settled()
  const { rows } = await sql<{
    bytes: Buffer
  }>`select bytes from platform.outgoing where ${mail} = any(mail_to) order by queued_at desc, id desc limit 1`.execute(house.house.db)
  const { text } = await simpleParser(rows[0]?.bytes ?? '')
  return /mat-khau\/([A-Za-z0-9_-]{22})/.exec(text ?? '')?.[1] ?? ''
}

async function colleague(hat: string, mail: string, name = 'Đỗ Thùy Linh') {
  const added = await admin.asks(contract.addPerson, {
    name,
    mail,
    unitId: house.rootUnit,
    hats: [{ hat: hat as 'hr', share: 100, main: true }],
    invite: true,
  })
  const token = await linkIn(mail)
  // Not over HTTP: a whole office accepting within one minute would rightly be told to slow down.
  await house.does((ctx) => acceptInvitation(ctx, { token, password: PASSWORD }))
  return added
}

test('the tables are the ones this version of better-auth wants', async () => {
  const { auth, pool } = openAuth(house.house)
  const wanted = await getMigrations(auth.options)
  expect(wanted.toBeCreated).toEqual([])
  expect(wanted.toBeAdded).toEqual([])
  await pool.end()
})

test('invited, a colleague chooses a password once and signs in', async () => {
  const added = await admin.asks(contract.addPerson, {
    name: 'Bùi Văn Khang',
    mail: 'khang@maylanh.example',
    hats: [{ hat: 'support_officer', share: 100, main: true }],
    invite: true,
  })
  expect(added.account).toBe('invited')
  const token = await linkIn('khang@maylanh.example')
  expect(token).toHaveLength(22)
  expect(await house.visitor.asks(contract.lookAtInvitation, { token })).toMatchObject({
    purpose: 'invite',
    name: 'Bùi Văn Khang',
    mail: 'kh•••@maylanh.example',
  })
  for (const password of ['ngắn', '1234567890', 'khang@maylanh.example', 'buivankhang1', 'aaaaaaaaaaaa'])
    await expect(house.visitor.asks(contract.acceptInvitation, { token, password }), password).rejects.toMatchObject({
      code: 'org.weakPassword',
    })
  const both = await Promise.allSettled([1, 2].map(() => house.visitor.asks(contract.acceptInvitation, { token, password: PASSWORD })))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])

  const jar: Jar = new Map()
  expect((await signIn('Khang@maylanh.example', PASSWORD, jar)).status).toBe(200)
  expect(await who(jar)).toMatchObject({
    id: added.id,
    name: 'Bùi Văn Khang',
    hats: ['support_officer'],
    via: 'session',
    grants: { 'org.read': 'all' },
  })
  expect((await admin.asks(contract.getPerson, { id: added.id })).account).toBe('active')
  expect(await house.names()).toEqual(expect.arrayContaining(['org.personInvited', 'org.invitationAccepted', 'org.signedIn']))
})

test('every link that is no link is the same 404', async () => {
  await colleague('support_officer', 'lien-ket@maylanh.example')
  const used = await linkIn('lien-ket@maylanh.example')
  const answers = []
  for (const token of ['', null, [], [used], { a: 1 }, used, 'x'.repeat(22), 7, undefined]) {
    const answer = await house.visitor.fetches('/api/v1/org/invitations/acceptance', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, password: PASSWORD }),
    })
    answers.push([answer.status, (await answer.json()).code].join(' '))
  }
  expect(new Set(answers)).toEqual(new Set(['404 org.unknownLink']))
}, 30_000)

test('a reset is mailed to the owner alone, for the house’s own address, and an expired link is dead', async () => {
  await colleague('support_officer', 'quen@maylanh.example', 'Ngô Hay Quên')
  const jar: Jar = new Map()
  await signIn('quen@maylanh.example', PASSWORD, jar)
  const forged = { 'content-type': 'application/json', host: 'xau.example', 'x-forwarded-host': 'xau.example' }
  const ask = (mail: unknown) =>
    house.visitor.fetches('/api/v1/org/password-resets', { method: 'POST', headers: forged, body: JSON.stringify({ mail }) })
  const known = await ask('QUEN@maylanh.example')
  const unknown = await ask('khong-ai@maylanh.example')
  expect([known.status, await known.text()]).toEqual([unknown.status, await unknown.text()])
  expect((await ask(['quen@maylanh.example', 'trom@xau.example'])).status).toBe(422)
  const token = await linkIn('quen@maylanh.example')
  const { rows } = await sql<{
    to: string[]
    bytes: Buffer
  }>`select mail_to as to, bytes from platform.outgoing where subject like 'Đặt lại%'`.execute(house.house.db)
  expect(rows.map(({ to }) => to)).toEqual([['quen@maylanh.example']])
  const { text, from } = await simpleParser(rows[0]?.bytes ?? '')
  expect(text).toContain(`http://cskh.maylanh.example/mat-khau/${token}`)
  expect(JSON.stringify([text, from])).not.toContain('xau.example')

  house.setNow(new Date(Date.now() + 61 * 60_000))
  await expect(house.visitor.asks(contract.lookAtInvitation, { token })).rejects.toMatchObject({ status: 404 })
  house.setNow(undefined)
  await house.does((ctx) => acceptInvitation(ctx, { token, password: 'một mật khẩu khác 9' }))
  await forget()
  expect(await who(jar)).toBeUndefined()
  expect((await signIn('quen@maylanh.example', PASSWORD)).status).toBe(401)
}, 30_000)

test('the dump of the database holds no link and no key', async () => {
  const { rows } = await sql<{
    row: string
  }>`select row_to_json(i)::text as row from org.invitation i union all select row_to_json(k)::text from org.api_key k`.execute(
    house.house.db,
  )
  const token = await linkIn('quen@maylanh.example')
  expect(rows.length).toBeGreaterThan(2)
  for (const { row } of rows) expect(row).not.toContain(token)
})

test('wrong password and unknown account are answered alike; tries are counted; the owner on a known device is not locked out', async () => {
  await colleague('support_officer', 'dich@maylanh.example')
  const owner: Jar = new Map()
  expect((await signIn('dich@maylanh.example', PASSWORD, owner, {}, '198.51.100.1')).status).toBe(200)

  const wrong = await signIn('dich@maylanh.example', 'sai rồi sai rồi', undefined, {}, '192.0.2.66')
  const unknown = await signIn('ma@maylanh.example', 'sai rồi sai rồi', undefined, {}, '192.0.2.66')
  expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()])

  const statuses = []
  for (let n = 0; n < 9; n++) statuses.push((await signIn('dich@maylanh.example', `đoán lần thứ ${n}`, undefined, {}, '192.0.2.66')).status)
  expect(statuses.at(-1)).toBe(429)
  expect((await signIn('dich@maylanh.example', PASSWORD, undefined, {}, '192.0.2.66')).headers.get('retry-after')).toBe('900')
  await sql`update org.throttle set attempts = 1000`.execute(house.house.db)
  expect((await signIn('dich@maylanh.example', PASSWORD, undefined, {}, '192.0.2.67')).status).toBe(429)
  owner.delete('tantam.session_token')
  await sql`update org.throttle set attempts = 1000 where since < now() - interval '1 day'`.execute(house.house.db)
  expect((await signIn('dich@maylanh.example', PASSWORD, owner, {}, '192.0.2.66')).status).toBe(200)
  await sql`delete from org.throttle`.execute(house.house.db)
}, 60_000)

test('the session id changes at every sign-in, and the one before ends', async () => {
  await colleague('support_officer', 'xoay@maylanh.example')
  const jar: Jar = new Map()
  await signIn('xoay@maylanh.example', PASSWORD, jar)
  const first = new Map(jar)
  await signIn('xoay@maylanh.example', PASSWORD, jar)
  expect(jar.get('tantam.session_token')).not.toBe(first.get('tantam.session_token'))
  await forget()
  expect(await who(first)).toBeUndefined()
  expect(await who(jar)).toBeDefined()
  const planted: Jar = new Map([['tantam.session_token', 'ke-xau.khong-co-chu-ky']])
  expect(await who(planted)).toBeUndefined()
}, 20_000)

test('who leaves or loses a hat notices within seconds', async () => {
  const one = await colleague('care_manager', 'roi@maylanh.example')
  const jar: Jar = new Map()
  await signIn('roi@maylanh.example', PASSWORD, jar)
  expect((await who(jar))?.grants['org.people']).toBe('all')
  await admin.asks(contract.changeHats, { id: one.id, hats: [{ hat: 'support_officer', share: 100, main: true }] })
  await forget()
  expect((await who(jar))?.grants['org.people']).toBeUndefined()
  await admin.asks(contract.declareLeave, { id: one.id })
  await forget()
  expect(await who(jar)).toBeUndefined()
  expect((await signIn('roi@maylanh.example', PASSWORD)).status).toBe(401)
}, 20_000)

test('sessions are listed and revoked, the password changes and ends the others', async () => {
  const one = await colleague('support_officer', 'phien@maylanh.example')
  const here: Jar = new Map()
  const there: Jar = new Map()
  await signIn('phien@maylanh.example', PASSWORD, here, { 'user-agent': 'May ban' })
  await signIn('phien@maylanh.example', PASSWORD, there, { 'user-agent': 'Dien thoai' }, '198.51.100.9')
  const sessions: { id: string; token: string; userAgent: string; ipAddress: string }[] = await (
    await visit('GET', '/api/auth/list-sessions', undefined, here)
  ).json()
  expect(sessions.map(({ userAgent, ipAddress }) => `${userAgent} ${ipAddress}`).sort()).toEqual([
    'Dien thoai 198.51.100.9',
    'May ban 203.0.113.7',
  ])
  const { session }: { session: { id: string } } = await (await visit('GET', '/api/auth/get-session', undefined, here)).json()
  expect(sessions.find(({ id }) => id === session.id)?.userAgent).toBe('May ban')
  const other = sessions.find(({ userAgent }) => userAgent === 'Dien thoai')
  expect((await visit('POST', '/api/auth/revoke-session', { token: other?.token }, here)).status).toBe(200)
  expect(await who(there)).toBeUndefined()

  const change = (currentPassword: string, newPassword: string) =>
    visit('POST', '/api/auth/change-password', { currentPassword, newPassword }, here)
  expect(await (await change(PASSWORD, '1234567890')).json()).toMatchObject({ code: 'org.weakPassword' })
  expect((await change('sai hoàn toàn', 'mưa phùn tháng giêng')).status).toBe(401)
  expect((await change(PASSWORD, 'mưa phùn tháng giêng')).status).toBe(200)
  expect((await who(here))?.id).toBe(one.id)
  expect(await house.names()).toEqual(expect.arrayContaining(['org.passwordChanged', 'org.sessionsRevoked', 'org.signInFailed']))
}, 20_000)

test('a second factor is asked for once it is on', async () => {
  await colleague('administrator', 'hailop@maylanh.example')
  const jar: Jar = new Map()
  await signIn('hailop@maylanh.example', PASSWORD, jar)
  const enabled = await (await visit('POST', '/api/auth/two-factor/enable', { password: PASSWORD }, jar)).json()
  expect(enabled.backupCodes).toHaveLength(10)
  expect((await visit('POST', '/api/auth/two-factor/verify-totp', { code: '000000' }, jar)).status).toBe(401)
  expect((await visit('POST', '/api/auth/two-factor/verify-totp', { code: totp(enabled.totpURI) }, jar)).status).toBe(200)

  const fresh: Jar = new Map()
  const half = await signIn('hailop@maylanh.example', PASSWORD, fresh)
  expect(await half.json()).toMatchObject({ twoFactorRedirect: true })
  expect(await who(fresh)).toBeUndefined()
  expect(
    await (await visit('POST', '/api/auth/two-factor/verify-totp', { code: '123456' }, fresh, { 'accept-language': 'en' })).json(),
  ).toMatchObject({
    code: 'org.wrongCode',
    message: 'The code is wrong or has expired. Look at your authenticator again.',
  })
  expect((await visit('POST', '/api/auth/two-factor/verify-totp', { code: totp(enabled.totpURI) }, fresh)).status).toBe(200)
  expect((await who(fresh))?.hats).toEqual(['administrator'])

  const lost: Jar = new Map()
  await signIn('hailop@maylanh.example', PASSWORD, lost)
  expect((await visit('POST', '/api/auth/two-factor/verify-backup-code', { code: enabled.backupCodes[0] }, lost)).status).toBe(200)
  expect(await who(lost)).toBeDefined()
  expect((await visit('POST', '/api/auth/two-factor/disable', { password: PASSWORD }, fresh)).status).toBe(200)
  expect(await house.names()).toEqual(expect.arrayContaining(['org.twoFactorEnabled', 'org.twoFactorDisabled']))
}, 30_000)

test('API keys: shown once, no more than the owner, gone at once', async () => {
  const one = await colleague('care_manager', 'khoa@maylanh.example')
  const owner: Jar = new Map()
  await signIn('khoa@maylanh.example', PASSWORD, owner)
  const made = await admin.asks(contract.createKey, { name: 'Trang web', permissions: ['org.read', 'org.audit'] })
  const use = (key: string) => identity.whoIs(new Headers({ authorization: `Bearer ${key}` }))
  expect(await use(made.key)).toMatchObject({ id: admin.id, via: 'key', grants: { 'org.read': 'all', 'org.audit': 'all' } })
  expect(Object.keys((await use(made.key))?.grants ?? {})).toHaveLength(2)
  expect(await use(`${made.key}x`)).toBeUndefined()
  expect(await use('tt_')).toBeUndefined()

  await expect(admin.asks(contract.createKey, { name: 'x', permissions: ['org.read', 'cases.everything'] })).rejects.toMatchObject({
    code: 'org.beyondOwnRights',
  })
  await expect(admin.asks(contract.createKey, { name: 'x', permissions: ['org.read'], personId: one.id })).rejects.toMatchObject({
    code: 'org.keyOfSomeoneElse',
  })
  const program = await admin.asks(contract.addPerson, { name: 'Cổng web', hats: [{ hat: 'support_officer', share: 100, main: true }] })
  const foreign = await admin.asks(contract.createKey, { name: 'Cổng', permissions: ['org.read', 'org.audit'], personId: program.id })
  expect((await use(foreign.key))?.grants).toEqual({ 'org.read': 'all' })

  const listed = await admin.asks(contract.listKeys, {})
  expect(JSON.stringify(listed)).not.toContain(made.key)
  expect(listed.map(({ name }) => name)).toEqual(expect.arrayContaining(['Trang web', 'Cổng']))
  const manager = await house.person('care_manager')
  expect(await manager.asks(contract.listKeys, {})).toEqual([])
  await expect(manager.asks(contract.revokeKey, { id: made.id })).rejects.toMatchObject({ status: 404 })
  await admin.asks(contract.revokeKey, { id: made.id })
  await forget()
  expect(await use(made.key)).toBeUndefined()
  await admin.asks(contract.declareLeave, { id: program.id })
  await forget()
  expect(await use(foreign.key)).toBeUndefined()
}, 30_000)

test('a demo link signs in as often as wanted, for thirty days, and only the house makes one', async () => {
  const one = await admin.asks(contract.addPerson, {
    name: 'Đỗ Thùy Linh',
    mail: 'nv007@maylanh.example',
    hats: [{ hat: 'support_officer', share: 100, main: true }],
  })
  const { path } = await house.does((ctx) => openDemoDoor(ctx, one.id))
  await expect(house.does((ctx) => openDemoDoor(ctx, one.id), admin.me)).rejects.toMatchObject({ status: 403 })
  for (let n = 0; n < 2; n++) {
    const jar: Jar = new Map()
    const answer = await visit('GET', path, undefined, jar)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
    expect((await who(jar))?.id).toBe(one.id)
  }
  expect((await visit('GET', `${path.slice(0, -1)}_`, undefined)).status).toBe(404)
  const token = path.slice('/vao/'.length)
  await expect(house.does((ctx) => acceptInvitation(ctx, { token, password: PASSWORD }))).rejects.toMatchObject({ status: 404 })
  house.setNow(new Date(Date.now() + 31 * 86_400_000))
  expect((await visit('GET', path, undefined)).status).toBe(404)
  house.setNow(undefined)
})

test('nothing of better-auth but what is meant is reachable, and no other site may use it', async () => {
  for (const [method, path] of [
    ['POST', '/api/auth/sign-up/email'],
    ['POST', '/api/auth/demo-door'],
    ['POST', '/api/auth/request-password-reset'],
    ['POST', '/api/auth/update-user'],
    ['POST', '/api/auth/delete-user'],
    ['GET', '/api/auth/ok'],
    ['POST', '/api/auth/sign-in/social'],
  ] as const)
    expect(
      (await visit(method, path, method === 'GET' ? undefined : { email: 'a@b.example', password: PASSWORD, name: 'x', userId: 'x' }))
        .status,
      path,
    ).toBe(404)
  expect(
    (await visit('POST', '/api/auth/sign-in/email', { email: 'a@b.example', password: 'x' }, new Map(), { origin: 'https://xau.example' }))
      .status,
  ).toBe(403)
  expect((await visit('POST', '/api/auth/sign-in/email', { email: ['a@b.example'], password: {} })).status).toBe(401)
  expect((await visit('POST', '/api/auth/sign-in/email', { email: 'a@b.example', password: 'x'.repeat(9_000) })).status).toBe(422)
})

test('over https the cookies are __Host- ones', async () => {
  const secure = await openIdentity({ ...house.house, publicUrl: 'https://cskh.maylanh.example' })
  await colleague('support_officer', 'kin@maylanh.example')
  const answer = await secure.handler(
    new Request('http://127.0.0.1/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://cskh.maylanh.example' },
      body: JSON.stringify({ email: 'kin@maylanh.example', password: PASSWORD }),
    }),
    '203.0.113.8',
  )
  const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('__Host-tantam.session_token='))
  expect(session).toMatch(/; Secure/i)
  expect(session).toMatch(/; HttpOnly/i)
  expect(session).not.toMatch(/domain=/i)
  await secure.close()
})

/** RFC 6238, six digits, thirty seconds. */
function totp(uri: string): string {
  const secret = decoded(new URL(uri).searchParams.get('secret') ?? '')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const at = (mac.at(-1) ?? 0) & 15
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function decoded(base32: string): Buffer {
  const bits = [...base32.replace(/=+$/, '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}
