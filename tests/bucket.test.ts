import { sql } from 'kysely'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { forgetUnclaimed, openStorage } from '#platform/files.ts'
import { openBucket } from './bucket.ts'
import { type Colleague, openHouse, type TestHouse } from './house.ts'

/** FILES_URL: files lie in a bucket instead of on disk. Against a stand-in (bucket.ts); no S3-compatible server is run here. */
const KEYS = { id: 'TANTAMKEY', secret: 'bí mật/của+kho', region: 'ap-southeast-1' }
const ENV = { AWS_ACCESS_KEY_ID: KEYS.id, AWS_SECRET_ACCESS_KEY: KEYS.secret, AWS_SESSION_TOKEN: undefined }
const before = Object.fromEntries(Object.keys(ENV).map((name) => [name, process.env[name]]))
const inEnv = (values: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}

let bucket: Awaited<ReturnType<typeof openBucket>>
let house: TestHouse
let lead: Colleague
const storage = () => openStorage('/khong-dung-den', `s3://kho?region=${KEYS.region}&endpoint=${bucket.address}`)

beforeAll(async () => {
  inEnv(ENV)
  bucket = await openBucket(KEYS)
  house = await openHouse()
  Object.assign(house.house, { storage: storage() })
  lead = await house.person('care_manager')
})
afterAll(async () => {
  inEnv(before)
  await bucket.close()
})

test('what is put is there to the byte, what is removed is gone, and what is missing is refused, not empty', async () => {
  const files = storage()
  const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, at) => at % 251))
  await files.put('a-1', bytes)
  expect(bucket.kept.get('/kho/a-1')?.equals(bytes)).toBe(true)
  expect(Buffer.from(await files.get('a-1')).equals(bytes)).toBe(true)
  await files.remove('a-1')
  expect(bucket.kept.size).toBe(0)
  await expect(files.get('a-1')).rejects.toThrow()
  await files.remove('a-1')
  expect(bucket.asked.filter(({ status }) => status === 403)).toEqual([])
})

test('requests are signed: with another secret nothing is kept or given', async () => {
  await storage().put('a-2', Buffer.from('của kho'))
  inEnv({ AWS_SECRET_ACCESS_KEY: 'không phải của kho' })
  const stranger = storage()
  await expect(stranger.put('a-3', Buffer.from('lạ'))).rejects.toThrow()
  await expect(stranger.get('a-2')).rejects.toThrow()
  inEnv(ENV)
  expect([...bucket.kept.keys()]).toEqual(['/kho/a-2'])
  await storage().remove('a-2')
})

test('a picture goes up, comes down with its thumbnail, and is let go from the bucket when nobody claims it', async () => {
  const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#d33' } })
    .png()
    .toBuffer()
  const body = new FormData()
  body.append('file', new Blob([new Uint8Array(picture)]), 'ảnh vỏ nồi.png')
  const sent = await lead.fetches('/api/v1/files', { method: 'POST', body })
  expect(sent.status).toBe(201)
  const { items }: { items: { id: string }[] } = await sent.json()
  const path = `/api/v1/files/${items[0]?.id}`
  expect(Buffer.from(await (await lead.fetches(path)).arrayBuffer()).equals(picture)).toBe(true)
  const thumb = await sharp(await (await lead.fetches(`${path}?thumb=1`)).arrayBuffer()).metadata()
  expect([thumb.format, thumb.width, bucket.kept.size]).toEqual(['webp', 480, 2])
  house.setNow(new Date(Date.now() + 25 * 3_600_000))
  await house.does(forgetUnclaimed)
  expect(bucket.kept.size).toBe(0)
})

test('a bucket that does not take the file is told as no room, and no row of it stays', async () => {
  inEnv({ AWS_SECRET_ACCESS_KEY: 'không phải của kho' })
  Object.assign(house.house, { storage: storage() })
  const body = new FormData()
  body.append('file', new Blob(['Nồi hỏng']), 'a.txt')
  const sent = await lead.fetches('/api/v1/files', { method: 'POST', body })
  expect([sent.status, (await sent.json()).code]).toEqual([507, 'files.noRoom'])
  inEnv(ENV)
  expect(bucket.kept.size).toBe(0)
  expect((await sql`select from platform.file`.execute(house.house.db)).rows).toEqual([])
})
