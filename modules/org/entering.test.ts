import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { openIdentity } from './index.ts'
import { forget, type Jar, openEntrance, PASSWORD } from './samples.ts'

const house = await openHouse()
const { admin, colleague, signIn, visit, who } = await openEntrance(house)

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
  const wrong = await change('sai hoàn toàn', 'mưa phùn tháng giêng')
  expect([wrong.status, await wrong.json()]).toEqual([422, { code: 'org.wrongPassword', message: 'Mật khẩu hiện tại không đúng.' }])
  expect((await change(PASSWORD, 'mưa phùn tháng giêng')).status).toBe(200)
  expect((await who(here))?.id).toBe(one.id)
  expect(await house.names()).toEqual(expect.arrayContaining(['org.passwordChanged', 'org.sessionsRevoked', 'org.signInFailed']))
}, 20_000)

test('a second factor is asked for once it is on', async () => {
  await colleague('administrator', 'hailop@maylanh.example')
  const jar: Jar = new Map()
  await signIn('hailop@maylanh.example', PASSWORD, jar)
  const asks = async (path: string, body: object) => {
    const answer = await visit('POST', `/api/auth/two-factor/${path}`, body, jar)
    return [answer.status, (await answer.json()).code]
  }
  expect(await asks('enable', { password: 'sai hoàn toàn' })).toEqual([422, 'org.wrongPassword'])
  expect(await asks('enable', {})).toEqual([422, 'org.badAsk'])
  const enabled = await (await visit('POST', '/api/auth/two-factor/enable', { password: PASSWORD }, jar)).json()
  expect(enabled.backupCodes).toHaveLength(10)
  expect(await asks('verify-totp', { code: '000000' })).toEqual([422, 'org.wrongCode'])
  expect((await visit('POST', '/api/auth/two-factor/verify-totp', { code: totp(enabled.totpURI) }, jar)).status).toBe(200)
  expect(await asks('disable', { password: 'sai hoàn toàn' })).toEqual([422, 'org.wrongPassword'])
  expect(await asks('enable', { password: PASSWORD })).toEqual([409, 'org.secondFactorOn'])
  expect((await who(jar))?.hats).toEqual(['administrator'])

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

test('who is signed in guesses no longer than at the sign-in, keeps the session, and begins anew once right', async () => {
  await colleague('support_officer', 'doan@maylanh.example')
  const jar: Jar = new Map()
  await signIn('doan@maylanh.example', PASSWORD, jar)
  const enable = (password: string) => visit('POST', '/api/auth/two-factor/enable', { password }, jar)
  const verify = (code: string) => visit('POST', '/api/auth/two-factor/verify-totp', { code }, jar)
  for (let n = 0; n < 9; n++) expect((await enable(`đoán lần thứ ${n}`)).status).toBe(422)
  expect((await enable(PASSWORD)).status).toBe(200)
  for (let n = 0; n < 5; n++) expect((await verify('000000')).status).toBe(422)
  for (let n = 0; n < 5; n++) expect((await enable(`đoán lần nữa ${n}`)).status).toBe(422)
  const refused = await enable(PASSWORD)
  expect([refused.status, refused.headers.get('retry-after'), (await refused.json()).code]).toEqual([429, '900', 'org.tooManyTries'])
  expect((await verify('000000')).status).toBe(429)
  const change = { currentPassword: PASSWORD, newPassword: 'mưa phùn tháng giêng' }
  expect((await visit('POST', '/api/auth/change-password', change, jar)).status).toBe(429)
  expect(await who(jar)).toBeDefined()
  expect((await visit('POST', '/api/auth/change-password', change)).status).toBe(401)
}, 30_000)

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
