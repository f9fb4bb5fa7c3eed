import { readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import sharp from 'sharp'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { forgetUnclaimed, storeFile } from '#platform/files.ts'
import { type Colleague, openHouse, type TestHouse } from './house.ts'

/** An upload is there whole or not at all, on disk as in the database, and once however often it is sent. */
let house: TestHouse
let lan: Colleague

beforeAll(async () => {
  house = await openHouse()
  lan = await house.person('support_officer')
})
const folder = () => join(house.house.settings.dataDir, 'files')
const onDisk = () => readdirSync(folder()).toSorted()
const rows = async () =>
  (await sql<{ key: string; thumbKey: string | null }>`select key, thumb_key from platform.file`.execute(house.house.db)).rows
    .flatMap(({ key, thumbKey }) => (thumbKey ? [key, thumbKey] : [key]))
    .toSorted()
beforeEach(async () => {
  await sql`delete from platform.file`.execute(house.house.db)
  await house.does((ctx) => storeFile(ctx, { name: 'co-san.txt', bytes: Buffer.from('có sẵn') }))
  for (const key of onDisk()) if (!(await rows()).includes(key)) await house.house.storage.remove(key)
})

async function send(files: [name: string, content: string | Buffer][], key?: string, who = lan) {
  const body = new FormData()
  for (const [name, content] of files) body.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name)
  const answer = await who.fetches('/api/v1/files', { method: 'POST', body, headers: key ? { 'idempotency-key': key } : {} })
  const read = (await answer.json()) as { code?: string; items?: { id: string; name: string }[] }
  return { status: answer.status, ...read }
}

test('one empty file among good ones: none is kept', async () => {
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#d33' } })
    .png()
    .toBuffer()
  const before = onDisk()
  expect(
    await send([
      ['anh.png', picture],
      ['a.txt', 'Nồi hỏng'],
      ['rong.txt', ''],
    ]),
  ).toMatchObject({ status: 422, code: 'files.empty' })
  expect(onDisk()).toEqual(before)
  expect(await rows()).toEqual(before)
})

test('whatever else the same transaction is refused for, its bytes go with it', async () => {
  const before = onDisk()
  await expect(
    house.does(async (ctx) => {
      await storeFile(ctx, { name: 'a.txt', bytes: Buffer.from('Nồi hỏng') })
      throw new Error('nghĩ lại')
    }),
  ).rejects.toThrow('nghĩ lại')
  await expect(
    house.does(async (ctx) => {
      await storeFile(ctx, { name: 'a.txt', bytes: Buffer.from('Nồi hỏng') })
      await sql`select 1 / 0`.execute(ctx.db)
    }),
  ).rejects.toThrow('division by zero')
  expect(onDisk()).toEqual(before)
})

test('a thumbnail that finds no room takes its picture with it, also when the transaction goes on', async () => {
  const before = onDisk()
  const { storage } = house.house
  const full: typeof storage = {
    ...storage,
    put: (key, bytes) => (key.endsWith('.thumb') ? Promise.reject(new Error('ENOSPC')) : storage.put(key, bytes)),
  }
  const picture = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#d33' } })
    .png()
    .toBuffer()
  Object.assign(house.house, { storage: full })
  const said = await house.does((ctx) => storeFile(ctx, { name: 'a.png', bytes: picture }).catch(({ code }) => code))
  Object.assign(house.house, { storage })
  expect([said, onDisk()]).toEqual(['files.noRoom', before])
})

test('the same upload under the same Idempotency-Key is one upload; another one under it is refused', async () => {
  const before = onDisk()
  const files: [string, string][] = [
    ['a.txt', 'Nồi hỏng'],
    ['b.txt', 'Quạt hỏng'],
  ]
  const first = await send(files, 'tai-len')
  expect(first).toMatchObject({ status: 201, items: [{ name: 'a.txt' }, { name: 'b.txt' }] })
  expect(await send(files, 'tai-len')).toEqual(first)
  const refused = { status: 422, code: 'house.sameKeyOther' }
  expect(
    await send(
      [
        ['a.txt', 'Nồi hỏng'],
        ['b.txt', 'Quạt kêu'],
      ],
      'tai-len',
    ),
  ).toMatchObject(refused)
  expect(
    await send(
      [
        ['a.txt', 'Nồi hỏng'],
        ['c.txt', 'Quạt hỏng'],
      ],
      'tai-len',
    ),
  ).toMatchObject(refused)
  expect(await send([['a.txt', 'Nồi hỏng']], 'tai-len')).toMatchObject(refused)
  expect(onDisk()).toHaveLength(before.length + 2)
  expect(await rows()).toEqual(onDisk())
  const other = await send(files, 'tai-len', await house.person('support_officer'))
  expect(other.status).toBe(201)
  expect(other.items?.[0]?.id).not.toBe(first.items?.[0]?.id)
  expect((await send(files)).items?.[0]?.id).not.toBe(first.items?.[0]?.id)
})

test('twins sent at once are one upload', async () => {
  const before = onDisk()
  const twins = await Promise.all(Array.from({ length: 6 }, () => send([['a.txt', 'Nồi hỏng']], 'sinh-doi')))
  const made = twins.filter(({ status }) => status === 201)
  expect(new Set(made.map(({ items }) => items?.[0]?.id)).size).toBe(1)
  expect(twins.filter(({ status, code }) => status !== 201 && code !== 'house.sameKeyRunning')).toEqual([])
  expect(onDisk()).toHaveLength(before.length + 1)
})

/** Bytes as a process leaves them that was killed before its transaction was over. */
function leave(name: string, hoursAgo: number) {
  const path = join(folder(), name)
  writeFileSync(path, 'x')
  const at = new Date(Date.now() - hoursAgo * 3_600_000)
  utimesSync(path, at, at)
  return name
}
const keyOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

test('at night bytes that no row tells of are removed after a day; nothing younger, nothing of ours, nothing that is not named as we name it', async () => {
  const before = onDisk()
  leave(keyOf(1), 25)
  leave(`${keyOf(1)}.thumb`, 25)
  const stay = [leave(keyOf(2), 20), leave('cua-ai-do.txt', 90)]
  const [ours = ''] = before
  utimesSync(join(folder(), ours), new Date(0), new Date(0))
  await house.does(forgetUnclaimed)
  expect(onDisk()).toEqual([...before, ...stay].toSorted())
})

test('too many of them are another database’s, and are left alone', async () => {
  const left = Array.from({ length: 30 }, (_, at) => leave(keyOf(at), 90))
  await house.does(forgetUnclaimed)
  expect(onDisk()).toEqual(expect.arrayContaining(left))
})
