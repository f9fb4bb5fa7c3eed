import { randomUUID } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import { anchorChain, link, verifyChain } from '#platform/seal.ts'
import { post } from './load.ts'
import { many, must, say, scenario } from './scenario.ts'
import { chainHolds } from './verdict.ts'
import { openWorld, settled, type World } from './world.ts'

class Undo extends Error {}

/** A63: one action is one record in its own transaction; the chain tells whoever changes, cuts or rewrites it. */
await scenario('A63: every change leaves its record; flipped, cut and rewritten chains are found; the tables refuse changes', async () => {
  const world = await openWorld()
  const app = await world.start()
  for (let time = 0; time < many(40, 5); time++) await oneRecordEach(world, app.address)
  await settled(world)
  await chainHolds(world)
  await anchorChain(world.db, world.dataDir)
  must((await faultsAfter(world, [])).length === 0, 'an untouched chain has faults')

  for (const statement of ['update platform.event set via = via', 'delete from platform.event', 'truncate platform.event'])
    await refused(world, sql.raw(statement))
  for (const statement of ['update platform.seal set tx = tx', 'delete from platform.seal', 'truncate platform.seal'])
    await refused(world, sql.raw(statement))

  const open = sql`alter table platform.event disable trigger user`
  const openSeals = sql`alter table platform.seal disable trigger user`
  const flip = sql`update platform.event set facts = jsonb_set(facts, '{x}', '1') where id = (select event_id from platform.seal order by seq offset 20 limit 1)`
  const lose = sql`delete from platform.event where id = (select event_id from platform.seal order by seq offset 30 limit 1)`
  const cut = sql`delete from platform.seal where seq > (select max(seq) - 3 from platform.seal)`
  must((await faultsAfter(world, [open, flip])).length > 0, 'a flipped byte was not found')
  must((await faultsAfter(world, [open, lose])).length > 0, 'a lost event was not found')
  must((await faultsAfter(world, [openSeals, cut])).length > 0, 'a cut tail was not found')
  must((await faultsAfter(world, [open, openSeals, flip], rewrite)).length > 0, 'a whole chain made anew was not found')
  must((await faultsAfter(world, [])).length === 0, 'undone, the chain has faults')
  await app.stop()
})

/** What one colleague does to one case, each with exactly one transaction of records. */
async function oneRecordEach(world: World, address: string) {
  const ask = async (path: string, body: object) => {
    const before = await records(world)
    const answer = await post(address, world.key, path, body, randomUUID())
    must(answer.status < 300, `${path} answered ${answer.status} ${JSON.stringify(answer.body)}`)
    const more = (await records(world)) - before
    must(more === 1, `${path} left ${more} records`)
    return answer.body
  }
  const opened = await ask('/cases', {
    subject: `Sổ ${randomUUID()}`,
    text: 'Nồi',
    from: { name: 'Lan', mail: `${randomUUID()}@khach.example` },
  })
  await ask(`/cases/${opened.id}/severity`, { severity: 2 })
  await ask(`/cases/${opened.id}/tags`, { add: ['gap'] })
  await ask(`/conversations/${opened.conversationId}/notes`, { text: 'Đã xem' })
  await ask(`/conversations/${opened.conversationId}/replies`, { text: 'Dạ', by: 'mail' })
  await ask(`/cases/${opened.id}/assignment`, { handlerId: null })
}

/** Transactions that the owner of the key has left records of. */
async function records({ db }: World) {
  const { rows } = await sql<{ many: number }>`select count(distinct tx)::int as many from platform.event where via = 'key'`.execute(db)
  return rows[0]?.many ?? 0
}

async function refused({ db }: World, statement: RawBuilder<unknown>) {
  const outcome = await statement.execute(db).then(
    () => 'done',
    (error: { code?: string }) => error.code,
  )
  must(outcome === '42501', `a change of the records was not refused: ${outcome}`)
}

/** What the verifier says when this was done to the database; it is all taken back. */
async function faultsAfter({ db, dataDir }: World, deeds: RawBuilder<unknown>[], then?: (world: Pick<World, 'db'>) => Promise<void>) {
  let faults: string[] = []
  const tried = db.transaction().execute(async (inside) => {
    for (const deed of deeds) await deed.execute(inside)
    await then?.({ db: inside })
    faults = (await verifyChain(inside, dataDir)).faults
    throw new Undo()
  })
  await tried.catch((error) => {
    if (!(error instanceof Undo)) throw error
  })
  if (faults[0]) say(`found: ${faults[0]}`)
  return faults
}

/** Somebody with every right makes the whole chain anew over what they changed. */
async function rewrite({ db }: Pick<World, 'db'>) {
  const { rows } = await sql<{ seq: number; text: string }>`select s.seq, concat_ws('|', e.id, e.name, e.facts::text, e.by_id, e.via,
    extract(epoch from e.at)::text, coalesce(e.customer_id::text, '-'), coalesce(e.case_id::text, '-')) as text
    from platform.seal s join platform.event e on e.id = s.event_id and e.at = s.event_at order by s.seq`.execute(db)
  let hash: Buffer = Buffer.alloc(32)
  for (const { seq, text } of rows) {
    hash = link(hash, text)
    await sql`update platform.seal set hash = ${hash} where seq = ${seq}`.execute(db)
  }
}
