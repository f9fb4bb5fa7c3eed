import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import type { z } from 'zod'
import { act } from '#platform/act.ts'
import { type Ctx, type Me, SYSTEM } from '#platform/context.ts'
import type { Endpoint } from '#platform/contract.ts'
import { type About, type Event, emit } from '#platform/events.ts'
import type { WhoIs } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { grantsOf } from '#platform/permission.ts'
import { requestFor } from '#web/api.ts'
import { buildHouse, openDoors, openLog } from '../app/open.ts'
import { rooms } from '../app/rooms.ts'
import { freshDatabase } from './database.ts'

export type Colleague = Awaited<ReturnType<TestHouse['person']>>
export type TestHouse = Awaited<ReturnType<typeof openHouse>>
type Wanted = {
  name?: string
  unitId?: string
  hats?: string[]
  managerId?: string
  grade?: 'L1' | 'L2' | 'L3'
  language?: 'vi' | 'en'
  availability?: string
  via?: Me['via']
  /** What an API key of theirs is scoped to. */
  scope?: string[]
}

/** A whole house on a fresh copy of the database: real SQL, real HTTP, real queue, no mocks. `services` also opens its SMTP listener (on a free port) and its mail sender. */
export async function openHouse({ services = false, at }: { services?: boolean; at?: Date } = {}) {
  const { url, drop } = await freshDatabase()
  const dataDir = mkdtempSync(join(tmpdir(), 'tantam-test-'))
  const people = new Map<string, Me>()
  const time = { offset: at ? at.getTime() - Date.now() : 0, fixed: at as Date | undefined }
  const house = await buildHouse({
    url,
    dataDir,
    publicUrl: 'http://cskh.maylanh.example',
    secret: Buffer.alloc(32, 7),
    smtpIn: { host: '127.0.0.1', port: 0 },
    rooms,
    log: openLog(process.env.TEST_LOG ?? 'silent'),
    clock: () => time.fixed ?? new Date(),
    poolSize: 12,
  })
  const whoIs: WhoIs = async (headers) => people.get(headers.get('authorization')?.replace('Bearer ', '') ?? '')
  const opened = await openDoors(house, { whoIs, host: '127.0.0.1', port: 0, services })
  const rootUnit = await unit('Phòng CSKH', null, 'department')
  afterAll(async () => {
    await opened.close()
    await drop()
    rmSync(dataDir, { recursive: true, force: true })
  })

  async function unit(name: string, parentId: string | null = rootUnit, kind: 'department' | 'team' = 'team'): Promise<string> {
    const id = newId()
    await sql`insert into org.unit (id, name, parent_id, kind) values (${id}, ${name}, ${parentId}, ${kind})`.execute(house.db)
    return id
  }

  async function person(hat = 'support_officer', wanted: Wanted = {}) {
    const id = newId()
    const hats = wanted.hats ?? [hat]
    const unitId = wanted.unitId ?? rootUnit
    const name = wanted.name ?? `${hat} ${people.size + 1}`
    await sql`insert into org.person (id, code, name, mail, unit_id, manager_id, grade, availability)
      values (${id}, ${`T${people.size + 1}`}, ${name}, ${`t${people.size + 1}@maylanh.example`}, ${unitId}, ${wanted.managerId ?? null}, ${wanted.grade ?? 'L1'}, ${wanted.availability ?? 'accepting'})`.execute(
      house.db,
    )
    for (const one of hats)
      await sql`insert into org.person_hat (person_id, hat, share, main, from_date) values (${id}, ${one}, ${Math.floor(100 / hats.length)}, ${one === hats[0]}, '2020-01-01')`.execute(
        house.db,
      )
    const below = await sql<{
      id: string
    }>`with recursive b as (select id from org.unit where id = ${unitId} union all select u.id from org.unit u join b on u.parent_id = b.id) select id from b`.execute(
      house.db,
    )
    const grants = grantsOf(rooms, hats)
    const me: Me = {
      id,
      name,
      hats,
      grants: wanted.scope ? Object.fromEntries(Object.entries(grants).filter(([one]) => wanted.scope?.includes(one))) : grants,
      teamIds: [unitId],
      unitIds: below.rows.map((row) => row.id),
      language: wanted.language ?? 'vi',
      via: wanted.via ?? 'session',
    }
    people.set(id, me)
    return { id, name, me, unitId, asks: asking(opened.address, id), fetches: fetching(opened.address, id) }
  }

  return {
    house,
    address: opened.address,
    rootUnit,
    unit,
    person,
    visitor: { asks: asking(opened.address), fetches: fetching(opened.address) },
    /** Moves the house's clock; reactions carry the moment of their event. */
    setNow: (now: Date | undefined) => {
      time.fixed = now
    },
    /** Runs something as the house itself, in one transaction. */
    does: <Reply>(run: (ctx: Ctx) => Promise<Reply>, me: Me = SYSTEM) => act(house, { me }, run),
    happens: async <Facts extends z.ZodType>(event: Event<Facts>, facts: z.input<Facts>, about?: About) =>
      act(house, { me: SYSTEM }, async (ctx) => emit(ctx, event, facts, about)),
    /** Waits until every announced event has met all its reactions, and theirs. */
    settled: () => settled(house.db),
    names: async () =>
      (await sql<{ name: string }>`select name from platform.event order by written_at, id`.execute(house.db)).rows.map(({ name }) => name),
  }
}

async function settled(db: Parameters<typeof act>[0]['db'], patienceMs = 15_000) {
  const until = Date.now() + patienceMs
  for (let quiet = 0; quiet < 2; ) {
    const { rows } = await sql<{
      open: number
      late: string | null
    }>`select count(*)::int as open, min(output::text) as late from pgboss.job
      where name like '%.reactions' and state in ('created', 'retry', 'active')`.execute(db)
    quiet = rows[0]?.open === 0 ? quiet + 1 : 0
    if (Date.now() > until) throw new Error(`reactions did not settle: ${rows[0]?.open} open, ${rows[0]?.late}`)
    await new Promise((done) => setTimeout(done, 30))
  }
}

export class Answer extends Error {
  readonly status: number
  readonly code: string
  readonly body: Record<string, unknown>
  constructor(status: number, body: Record<string, unknown>) {
    super(String(body.message))
    this.status = status
    this.code = String(body.code)
    this.body = body
  }
}

/** Speaks to the house exactly as the browser does, through the same contract. A refusal is thrown with status, code and body. */
function asking(address: string, id?: string) {
  return async <Input extends z.ZodType, Reply extends z.ZodType>(
    endpoint: Endpoint<Input, Reply>,
    input: z.input<Input>,
    options: { key?: string; language?: string } = {},
  ): Promise<z.output<Reply>> => {
    const { method, url, body } = requestFor(endpoint, input as Record<string, unknown>)
    const headers: Record<string, string> = { 'accept-language': options.language ?? 'vi' }
    if (id) headers.authorization = `Bearer ${id}`
    if (body !== undefined) headers['content-type'] = 'application/json'
    if (options.key) headers['idempotency-key'] = options.key
    const answer = await fetch(`${address}${url}`, { method, body, headers })
    const read = (await answer.json()) as Record<string, unknown>
    if (!answer.ok) throw new Answer(answer.status, read)
    return endpoint.reply.parse(read)
  }
}

function fetching(address: string, id?: string) {
  return (path: string, init: RequestInit = {}) =>
    fetch(`${address}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...(id ? { authorization: `Bearer ${id}` } : {}), ...(init.headers as Record<string, string>) },
    })
}
