import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { furnishCases } from '#cases'
import { receiveMail } from '#channels'
import { type Colleague, openHouse, type TestHouse } from './house.ts'

/** A24: hostile names as they were given, and the only thing that may become of each: what it is downloaded under. */
const names: { name: string; shown: string; byMail?: string; refused?: true }[] = JSON.parse(
  readFileSync(new URL('corpora/filenames.json', import.meta.url), 'utf8'),
)
const quoted = (name: string) => encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)

let house: TestHouse
let lead: Colleague
let before: string[]
let climbed: [path: string, at: number | undefined][]

/** Where a name would lead if somebody took it for a path. */
function aimedAt(name: string): string[] {
  const { dataDir } = house.house.settings
  const plain = name.replaceAll('\0', '')
  return [join(dataDir, 'files'), dataDir, process.cwd(), '/', '/tmp']
    .map((from) => resolve(from, plain))
    .filter((path) => path.length < 250)
}
const changedAt = (path: string) => (existsSync(path) ? statSync(path).mtimeMs : undefined)
const tree = () =>
  readdirSync(house.house.settings.dataDir, { recursive: true })
    .map(String)
    .filter((path) => !path.startsWith('files/'))

beforeAll(async () => {
  house = await openHouse()
  await house.does(furnishCases)
  lead = await house.person('care_manager')
  await lead.fetches('/api/v1/files', uploadOf('a.txt'))
  before = tree()
  climbed = names
    .flatMap(({ name }) => aimedAt(name))
    .filter((path) => !existsSync(path) || statSync(path).isFile())
    .map((path) => [path, changedAt(path)])
})

/** A multipart body byte by byte, since a browser would already have mended some names. */
function uploadOf(name: string): RequestInit {
  const head = `--ranh\r\nContent-Disposition: form-data; name="file"; filename*=UTF-8''${quoted(name)}\r\nContent-Type: image/png\r\n\r\n`
  return { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=ranh' }, body: `${head}Nồi hỏng\r\n--ranh--\r\n` }
}

/** The name a browser saves a file under, read as RFC 6266 and RFC 8187 tell it to. */
async function downloadName(id: string): Promise<string> {
  const answer = await lead.fetches(`/api/v1/files/${id}`)
  expect(answer.status).toBe(200)
  await answer.arrayBuffer()
  const header = answer.headers.get('content-disposition') ?? ''
  const read =
    /^(?:attachment|inline); filename="([\x20\x21\x23-\x5b\x5d-\x7e]+)"; filename\*=UTF-8''((?:[A-Za-z0-9!#$&+.^_`|~-]|%[0-9A-F]{2})+)$/.exec(
      header,
    )
  expect(read, header).not.toBeNull()
  const name = decodeURIComponent(read?.[2] ?? '')
  expect(name).toBe(name.normalize('NFC'))
  // What an old program reads instead says the same, sign by sign, as far as it can.
  expect(read?.[1]).toBe(name.replace(/[^\x20-\x7e]|["\\%]/g, '_'))
  return name
}

test('there are sixty-seven names', () => expect(names).toHaveLength(67))

test.each(names)('A24: $name is uploaded and comes back as $shown', async ({ name, shown, refused }) => {
  const sent = await lead.fetches('/api/v1/files', uploadOf(name))
  // A line break in a header of the body: the part is no file to anybody.
  if (refused) return expect(sent.status).toBe(422)
  expect(sent.status).toBe(201)
  const { items } = (await sent.json()) as { items: { id: string }[] }
  expect(await downloadName(items[0]?.id ?? '')).toBe(shown)
})

test('A24: the same names by mail', async () => {
  const parts = names.map(
    ({ name }) => `--ranh\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename*=utf-8''${quoted(name)}\r\n\r\nx\r\n`,
  )
  const head = `From: tep@khach.example\r\nTo: cskh@maylanh.example\r\nSubject: Tep\r\nMessage-ID: <${randomUUID()}@khach.example>\r\nContent-Type: multipart/mixed; boundary=ranh\r\n\r\n--ranh\r\n\r\nxem\r\n`
  const bytes = Buffer.from(`${head}${parts.join('')}--ranh--\r\n`)
  await house.does((ctx) =>
    receiveMail(ctx, { source: 'smtp', bytes, envelope: { from: 'tep@khach.example', to: ['cskh@maylanh.example'] } }),
  )
  await house.settled()
  const { rows } = await sql<{
    id: string
  }>`select f.id from platform.file f join conversations.attachment a on a.file_id = f.id order by a.position`.execute(house.house.db)
  const given = []
  for (const { id } of rows) given.push(await downloadName(id))
  expect(given).toEqual(names.map(({ shown, byMail }, at) => byMail ?? (shown === 'tep' ? `tep-${at + 1}.jpg` : shown)))
})

test('A24: keys are random, and nothing was written but under them', async () => {
  const { dataDir } = house.house.settings
  const { rows } = await sql<{
    key: string
  }>`select key from platform.file union all select thumb_key from platform.file where thumb_key is not null`.execute(house.house.db)
  expect(rows.length).toBeGreaterThanOrEqual(2 * names.length)
  for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(\.thumb)?$/)
  expect(readdirSync(join(dataDir, 'files'), { recursive: true }).map(String).toSorted()).toEqual(rows.map(({ key }) => key).toSorted())
  expect(tree()).toEqual(before)
  expect(climbed.length).toBeGreaterThan(100)
  for (const [path, at] of climbed) expect([path, changedAt(path)]).toEqual([path, at])
})
