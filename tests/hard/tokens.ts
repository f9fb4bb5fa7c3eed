import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { handOver, letter, post } from './load.ts'
import { many, must, say, scenario, until } from './scenario.ts'
import { asks, leaves, placeOf } from './visitors.ts'
import { openWorld, settled, type World } from './world.ts'

/** A way in that a secret opens: what is asked with this token, and whether that was a hit. */
type Lock = { name: string; token: string; path: (token: string) => string; perMinute: number; keeps?: true }

const MAIL = 'lan@khach.example'
let visitor = 1_000
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')

/** A36. There are no widgets here; attachments open by the tracking link, or by a signature while a form is being filled in. */
await scenario(
  'A36: a million guesses open nothing and are slowed down; every dead token gets the same 404; the database knows only hashes',
  async () => {
    const world = await openWorld()
    const app = await world.start()
    const locks = await lay(world, app)
    for (const lock of locks)
      must((await open(app.address, lock, lock.token)).status === 200, `${lock.name} does not open by its own token`)
    await onlyHashes(world, locks)
    await guess(app.address, locks)
    await sameAnswer(world, app.address, locks)
    await app.stop()
  },
)

/** A customer writes, is acknowledged and asked how it was; another fills in the form; a colleague is invited and one forgets their password. */
async function lay(world: World, { address, smtpPort }: { address: string; smtpPort: number }): Promise<Lock[]> {
  await handOver(smtpPort, letter({ id: `${randomUUID()}@khach.example`, subject: 'Nồi hỏng', from: MAIL }), MAIL)
  const tracking = await mailed(world, MAIL, /\/tra-cuu\/([\w-]{22})/)
  const { rows } = await sql<{ id: string; resolution: string; cause: string }>`select id,
    (select code from cases.resolution limit 1) as resolution, (select code from cases.cause where parent_id is not null limit 1) as cause from cases.case limit 1`.execute(
    world.db,
  )
  const [opened] = rows
  const resolved = await post(
    address,
    world.key,
    `/cases/${opened?.id}/resolution`,
    { resolution: opened?.resolution, cause: opened?.cause, note: 'Xong' },
    randomUUID(),
  )
  must(resolved.status === 200, `the case could not be resolved: ${JSON.stringify(resolved.body)}`)
  const survey = await mailed(world, MAIL, /\/khao-sat\/([\w-]{22})/)
  const refusal = await mailed(world, MAIL, /\/khao-sat\/ngung\/([\w-]{22})/)
  const person = async (code: string) =>
    (await sql<{ id: string; mail: string }>`select id, mail from org.person where code = ${code}`.execute(world.db)).rows[0] ?? {
      id: '',
      mail: '',
    }
  const invited = await person('NV007')
  must((await post(address, world.key, `/org/people/${invited.id}/invitations`, {}, randomUUID())).status < 300, 'nobody could be invited')
  const forgetful = await person('NV008')
  await asks(address, '/api/v1/org/password-resets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ mail: forgetful.mail }),
  })
  const form = await fillForm(address)
  const json = (token: string) => `/api/v1/org/invitations/${token}`
  return [
    { name: 'survey', token: survey, path: (token) => `/khao-sat/${token}`, perMinute: 60 },
    // Whoever wants no more of our mail may say so as long as they find one of them.
    { name: 'refusal', token: refusal, path: (token) => `/khao-sat/ngung/${token}`, perMinute: 60, keeps: true },
    { name: 'tracking', token: tracking, path: (token) => `/tra-cuu/${token}`, perMinute: 120 },
    { name: 'receipt', token: form.receipt, path: (token) => `/gui-yeu-cau/da-gui/${token}`, perMinute: 120 },
    { name: 'attachment', token: form.receipt, path: (token) => `/tra-cuu/${token}/tep/${form.fileId}`, perMinute: 300 },
    { name: 'photo', token: form.signature, path: (token) => `/gui-yeu-cau/tep/${form.photoId}?k=${token}`, perMinute: 300 },
    { name: 'invite', token: await mailed(world, invited.mail, /\/mat-khau\/([\w-]{22})/), path: json, perMinute: 30 },
    { name: 'reset', token: await mailed(world, forgetful.mail, /\/mat-khau\/([\w-]{22})/), path: json, perMinute: 30 },
  ]
}

/** The token in the newest mail to somebody. */
function mailed(world: World, to: string, form: RegExp) {
  return until(
    () => {
      for (const mail of world.sink.taken.filter((one) => one.to.includes(to)).toReversed())
        for (const part of partsOf(mail.raw)) {
          const token = form.exec(part)?.[1]
          if (token) return token
        }
      return undefined
    },
    `a mail to ${to} with ${form}`,
    60_000,
  )
}

/** Every body of a mail as text: ours are in base64, alone or side by side. */
function partsOf(raw: string) {
  return raw.split(/\r\n--/).map((part) => Buffer.from(part.slice(part.indexOf('\r\n\r\n') + 4), 'base64').toString())
}

async function fillForm(address: string) {
  const fill = async (fields: Record<string, string>) => {
    const form = new FormData()
    for (const [name, value] of Object.entries({ topic: 'warranty', text: 'Máy kêu', lang: 'vi', ...fields })) form.append(name, value)
    form.append('files', new Blob([PHOTO], { type: 'image/png' }), 'anh.png')
    const answer = await fetch(`${address}/gui-yeu-cau`, { method: 'POST', body: form, redirect: 'manual' })
    return answer.headers.get('location') ?? ''
  }
  const next = await fetch(address + (await fill({ step: 'tell', sheet: randomBytes(16).toString('base64url') })))
  const [, photoId = '', signature = ''] = /\/gui-yeu-cau\/tep\/([\w-]+)\?k=([\w-]+)/.exec(await next.text()) ?? []
  const sent = await fill({ name: 'Tám', mail: 'tam@khach.example', sheet: randomBytes(16).toString('base64url') })
  const receipt = /da-gui\/([\w-]{22})/.exec(sent)?.[1] ?? ''
  const fileId = await until(async () => {
    const page = await fetch(`${address}/tra-cuu/${receipt}`)
    return /\/tep\/([0-9a-f-]{36})/.exec(await page.text())?.[1]
  }, 'the photo of a form on its page')
  return { photoId, signature, receipt, fileId }
}

/** One question of a stranger nobody has heard of: never slowed down. */
async function open(address: string, { path }: Lock, token: string) {
  const from = placeOf(visitor++)
  const answer = await asks(address, path(token), { from })
  leaves(from)
  return answer
}

/** As many guesses as the acceptance says, of a few hundred strangers at once, each far above what one may ask. */
async function guess(address: string, locks: Lock[]) {
  const guesses = many(1_000_000, 8_000)
  const each = Math.ceil(guesses / locks.length)
  const strangers = 8
  const began = Date.now()
  for (const lock of locks) {
    const counts = new Map<number, number>()
    const first = Date.now()
    await Promise.all(
      Array.from({ length: strangers }, async (_, at) => {
        for (let time = 0; time < each / strangers; time++) {
          const { status } = await asks(address, lock.path(guessFor(lock)), { from: placeOf(at) })
          counts.set(status, (counts.get(status) ?? 0) + 1)
        }
      }),
    )
    const windows = Math.ceil((Date.now() - first) / 60_000) + 1
    const heard = counts.get(404) ?? 0
    const odd = [...counts.keys()].filter((status) => ![404, 429].includes(status))
    must(odd.length === 0, `a guess of a ${lock.name} was answered ${odd.join(', ')}`)
    const most = lock.perMinute * strangers * windows
    must(heard <= most, `${heard} guesses of a ${lock.name} were looked up; ${strangers} strangers may ask ${most} times`)
    must(each / strangers < lock.perMinute * windows || (counts.get(429) ?? 0) > 0, `guessing a ${lock.name} is not slowed down`)
    say(`${lock.name}: ${[...counts].map(([status, times]) => `${times} × ${status}`).join(', ')}`)
  }
  say(`${guesses} guesses in ${Math.round((Date.now() - began) / 1_000)} s: 0 hits`)
}

/** Half of them are wholly made up, half are one letter away from the true one. */
function guessFor({ token }: Lock): string {
  const made = randomBytes(16).toString('base64url').slice(0, token.length)
  if (Math.random() < 0.5) return made
  const at = Math.floor(Math.random() * (token.length - 1))
  const near = token.slice(0, at) + made[0] + token.slice(at + 1)
  return near === token ? made : near
}

async function sameAnswer(world: World, address: string, locks: Lock[]) {
  await world.db.transaction().execute(async (db) => {
    await sql`update surveys.invitation set expires_at = now() - interval '1 hour'`.execute(db)
    await sql`update cases.tracking set expires_at = now() - interval '1 hour'`.execute(db)
    await sql`update org.invitation set created_at = created_at - interval '1 day', expires_at = now() - interval '1 hour' where purpose = 'reset'`.execute(
      db,
    )
    await sql`update platform.file set uploaded_at = uploaded_at - interval '2 days'`.execute(db)
  })
  const invite = locks.find(({ name }) => name === 'invite')
  const used = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const accepted = await asks(address, '/api/v1/org/invitations/acceptance', {
    ...used,
    body: JSON.stringify({ token: invite?.token, password: 'mưa phùn tháng giêng 5' }),
  })
  must(accepted.status === 201, `an invitation could not be accepted: ${accepted.body}`)
  for (const lock of locks) {
    const foreign = locks.filter(({ token }) => token !== lock.token).map(({ token }) => token)
    const wrong = [
      '',
      'null',
      'undefined',
      '[]',
      '%00',
      '%5B%22a%22%5D',
      lock.token.slice(1),
      `${lock.token}x`,
      'a'.repeat(22),
      'a'.repeat(290),
    ]
    const answers = new Map<string, string>()
    // What was good a moment ago has expired by now, or was used.
    for (const token of [...(lock.keeps ? [] : [lock.token]), ...wrong, ...foreign]) {
      const { status, body } = await open(address, lock, token)
      must(status === 404, `the ${lock.name} ${token || '(empty)'} was answered ${status}`)
      answers.set(body.replaceAll(/value="[\w-]{22}"/g, ''), token)
    }
    must(
      answers.size === 1,
      `dead ${lock.name}s can be told apart: ${[...answers].map(([body, token]) => `${token || '(empty)'}: ${body.slice(0, 200)}`).join(' | ')}`,
    )
  }
  for (const token of ['', null, [], [invite?.token], { a: 1 }, invite?.token, 7, true, undefined]) {
    const from = placeOf(visitor++)
    const { status, body } = await asks(address, '/api/v1/org/invitations/acceptance', {
      ...used,
      from,
      body: JSON.stringify({ token, password: 'mưa phùn tháng giêng 5' }),
    })
    must(status === 404 && body.includes('org.unknownLink'), `an invitation of ${JSON.stringify(token)} was answered ${status} ${body}`)
  }
  say(`${locks.length} kinds: empty, null, lists, cut, foreign, expired and used ones get one 404 each kind`)
}

type Place = { table: string; column: string }

/** Every column of every table, as text: no token stands in it, not even inside a mail that has left. */
async function onlyHashes(world: World, locks: Lock[]) {
  await settled(world)
  const { rows } = await sql<Place>`select c.table_schema || '."' || c.table_name || '"' as table, c.column_name as column
    from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where t.table_type = 'BASE TABLE' and c.table_schema not in ('pg_catalog', 'information_schema')
      and (c.data_type in ('text', 'jsonb', 'json', 'bytea', 'ARRAY', 'character varying') or c.data_type like 'USER%')`.execute(world.db)
  const secrets = [...locks.filter(({ name }) => name !== 'photo'), { name: 'API key', token: world.key }]
  const found = new Set<string>()
  for (const { table, column } of rows) {
    const cells = await sql<{ cell: Buffer | string | null }>`select distinct ${sql.ref(column)} as cell from ${sql.raw(table)}`
      .execute(world.db)
      .catch(() => sql<{ cell: string }>`select ${sql.ref(column)}::text as cell from ${sql.raw(table)}`.execute(world.db))
    for (const { cell } of cells.rows)
      for (const { name, token } of secrets) if (stands(token, cell)) found.add(`${name} in ${table}.${column}`)
  }
  must(found.size === 0, `the database knows more than hashes: ${[...found].join(', ')}`)
  say(`${rows.length} columns of all tables: no token of ${secrets.length} in any`)
}

function stands(token: string, cell: unknown): boolean {
  if (cell === null || cell === undefined) return false
  const text = cell instanceof Uint8Array ? Buffer.from(cell).toString('latin1') : typeof cell === 'string' ? cell : JSON.stringify(cell)
  return text.includes(token) || (text.includes('base64') && partsOf(text).some((part) => part.includes(token)))
}
