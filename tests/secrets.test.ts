import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { createKey, listKeys, revokeKey } from '#org/contract'
import { rooms } from '../app/rooms.ts'
import { type Colleague, openHouse, type TestHouse } from './house.ts'

/** What is shown only once stands nowhere: not in the answers kept for their Idempotency-Key either. */
let house: TestHouse
let admin: Colleague

beforeAll(async () => {
  house = await openHouse()
  admin = await house.person('administrator')
})

const wanted = { name: 'Trang web', permissions: ['org.read'] }
const kept = async () => (await sql<{ row: string }>`select i::text as row from platform.idempotency i`.execute(house.house.db)).rows
const again = (input: typeof wanted, language?: string) =>
  admin.asks(createKey, input, { key: 'tao-khoa', ...(language ? { language } : {}) })

test('a key is in the first answer and nowhere else; asked again under the same Idempotency-Key one is told so', async () => {
  const { key, ...rest } = await again(wanted)
  expect(key).toMatch(/^tt_/)
  const rows = await kept()
  expect(rows).toHaveLength(1)
  expect(rows[0]?.row).toContain(rest.id)
  expect(rows[0]?.row).not.toContain(key)

  await expect(again(wanted)).rejects.toMatchObject({
    status: 409,
    code: 'house.shownOnce',
    message: expect.stringContaining('chỉ hiện một lần'),
    body: { facts: { id: rest.id, prefix: rest.prefix } },
  })
  const told = await again(wanted, 'en').catch((error: { body: unknown }) => error.body)
  expect(JSON.stringify(told)).not.toContain(key)
  await expect(again({ ...wanted, name: 'Cổng' })).rejects.toMatchObject({ status: 422, code: 'house.sameKeyOther' })
  expect(await admin.asks(listKeys, {})).toHaveLength(1)

  await admin.asks(revokeKey, { id: rest.id })
  expect((await admin.asks(createKey, wanted, { key: 'tao-khoa-moi' })).key).not.toBe(key)
})

test('the refusal speaks the language of whoever asks', async () => {
  const english = await house.person('administrator', { language: 'en' })
  await english.asks(createKey, wanted, { key: 'again' })
  await expect(english.asks(createKey, wanted, { key: 'again' })).rejects.toThrow('shown only once')
})

test('a key that an earlier version kept is blanked by the migration, and is not shown again', async () => {
  const made = await admin.asks(createKey, wanted, { key: 'khoa-cu' })
  const old = JSON.stringify({ ...made, key: 'tt_nằm-đây-từ-trước' })
  await sql`update platform.idempotency set reply = ${old}::json where key = 'khoa-cu'`.execute(house.house.db)
  const refused = await admin.asks(createKey, wanted, { key: 'khoa-cu' }).catch((error: { body: unknown }) => error.body)
  expect(refused).toMatchObject({ code: 'house.shownOnce', facts: { id: made.id } })
  expect(JSON.stringify(refused)).not.toContain('tt_nằm')
  const migration = readFileSync(new URL('../platform/migrations/2026-11-30-08-secrets.sql', import.meta.url), 'utf8')
  await sql.raw(migration).execute(house.house.db)
  const rows = await kept()
  expect(rows.some(({ row }) => row.includes(made.id))).toBe(true)
  for (const { row } of rows) expect(row).not.toContain('tt_nằm')
})

/** What such a field is called when it opens something by itself. Undoing a change by its token takes the author's own sign-in, and ten minutes. */
const SECRET = /^(key|apikey|token|secret|password|otp|totp|(backup|recovery)?codes|totpuri|link|url)$|(token|secret|password)$/i

test('every reply to a change that holds what sounds like a secret says so in its contract', () => {
  for (const { routes = [] } of Object.values(rooms))
    for (const { endpoint } of routes) {
      if (endpoint.at.startsWith('GET ')) continue
      const shown = namesIn(z.toJSONSchema(endpoint.reply, { unrepresentable: 'any', reused: 'inline' }))
      const open = shown.filter((name) => SECRET.test(name) && !endpoint.secret?.includes(name))
      expect([endpoint.at, open]).toEqual([endpoint.at, []])
    }
})

/** Names of all fields of a schema, however deep. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties } = schema as { properties?: object }
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap((part) => namesIn(part))]
}
