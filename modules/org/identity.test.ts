import { getMigrations } from 'better-auth/db/migration'
import { sql } from 'kysely'
import { simpleParser } from 'mailparser'
import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import { acceptInvitation } from './actions.ts'
import * as contract from './contract.ts'
import { openAuth } from './identity/auth.ts'
import { openDemoDoor } from './index.ts'
import { forget, type Jar, openEntrance, PASSWORD } from './samples.ts'

const house = await openHouse()
const { admin, colleague, identity, linkIn, signIn, visit, who } = await openEntrance(house)

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
