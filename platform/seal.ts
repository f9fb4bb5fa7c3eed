import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Ctx } from './context.ts'
import type { Everything } from './database.ts'
import { kept, steady } from './steady.ts'

const GENESIS = Buffer.alloc(32)
const BATCH = 1_000

type Sealable = { id: string; at: Date; tx: string; text: string }

/** One link of the chain: sha-256 over the link before and the stored text of the event. */
export const link = (before: Buffer, text: string) => createHash('sha256').update(before).update(text).digest()

const storedText = sql<string>`concat_ws('|', e.id, e.name, e.facts::text, e.by_id, e.via, extract(epoch from e.at)::text, coalesce(e.customer_id::text, '-'), coalesce(e.case_id::text, '-'))`

/**
 * Seals committed events in the order of their transactions, never past the oldest one still open: a head locked in the
 * caller's transaction would serialise the house. One process at a time; the others find the lock taken and go on.
 */
export async function sealEvents(ctx: Ctx): Promise<number> {
  const { rows: locked } = await sql<{ ours: boolean }>`${steady}select pg_try_advisory_xact_lock(hashtext('tantam.seal')) as ours`.execute(
    ctx.db,
  )
  if (!locked[0]?.ours) return 0
  const { rows: heads } = await sql<{ seq: number; tx: string; eventId: string; hash: Buffer }>`${steady}
    select seq, tx::text as tx, event_id, hash from platform.seal order by seq desc limit 1`.execute(ctx.db)
  const head = heads[0] ?? { seq: 0, tx: '0', eventId: '00000000-0000-0000-0000-000000000000', hash: GENESIS }
  const { rows } = await sql<Sealable>`${steady}
    select e.id, e.at, e.tx::text as tx, ${storedText} as text from platform.event e
    where (e.tx, e.id) > (${head.tx}::xid8, ${head.eventId}::uuid) and e.tx < pg_snapshot_xmin(pg_current_snapshot())
    order by e.tx, e.id limit ${BATCH}`.execute(ctx.db)
  if (rows.length === 0) return 0
  let hash: Buffer = head.hash
  const links = rows.map(({ id, at, tx, text }, index) => {
    hash = link(hash, text)
    return { seq: Number(head.seq) + index + 1, event_id: id, event_at: at, tx, hash: hash.toString('hex') }
  })
  await kept`insert into platform.seal (seq, event_id, event_at, tx, hash)
    select seq, event_id, event_at, tx::xid8, decode(hash, 'hex') from jsonb_to_recordset(${JSON.stringify(links)}::jsonb)
      as made (seq int8, event_id uuid, event_at timestamptz, tx text, hash text)`.execute(ctx.db)
  return rows.length === BATCH ? rows.length : 0
}

/** Writes the head of the chain outside the database, so that a cut tail or a rewrite shows. */
export async function anchorChain(db: Everything, dataDir: string) {
  const head = await db.selectFrom('platform.seal').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst()
  if (!head || lastAnchor(dataDir)?.seq === Number(head.seq)) return
  appendFileSync(
    anchorPath(dataDir),
    `${endsWhole(dataDir) ? '' : '\n'}${JSON.stringify({ seq: Number(head.seq), hash: head.hash.toString('hex'), at: new Date().toISOString() })}\n`,
  )
}

/** Where heads of the chain are kept outside the database. */
export const anchorPath = (dataDir: string) => join(dataDir, 'audit-anchor.jsonl')

function anchors(dataDir: string): { seq: number; hash: string; at: string }[] {
  if (!existsSync(anchorPath(dataDir))) return []
  const lines = readFileSync(anchorPath(dataDir), 'utf8').split('\n').filter(Boolean)
  return lines.flatMap((line) => {
    try {
      return [JSON.parse(line) as { seq: number; hash: string; at: string }]
    } catch {
      // Cut while it was written (a full disk): the next line is whole again.
      return []
    }
  })
}
const endsWhole = (dataDir: string) =>
  !existsSync(anchorPath(dataDir)) || /^$|\n$/.test(readFileSync(anchorPath(dataDir), 'utf8').slice(-1))
const lastAnchor = (dataDir: string) => anchors(dataDir).at(-1)

export type Verdict = { sealed: number; younger: number; anchors: number; faults: string[] }

/** Walks the whole chain: a flipped byte, a missing event, a cut tail or a rewrite against the anchor is a fault. */
export async function verifyChain(db: Everything, dataDir: string): Promise<Verdict> {
  const known = new Map(anchors(dataDir).map(({ seq, hash }) => [seq, hash]))
  const anchored = known.size
  const faults: string[] = []
  const sealed = await walk(db, { seq: 0, hash: GENESIS }, faults, known)
  for (const missing of known.keys()) faults.push(`link ${missing} was anchored outside and is gone`)
  const { rows } = await sql<{ younger: number }>`select count(*)::int as younger from platform.event e
    where not exists (select 1 from platform.seal s where s.event_id = e.id)`.execute(db)
  return { sealed, younger: rows[0]?.younger ?? 0, anchors: anchored, faults: faults.slice(0, 50) }
}

export type ChainState = { sealed: number; younger: number; checked: number; lastSealedAt: Date | null; faults: string[] }

/** How the chain stands and whether its newest links hold: what a screen can show at once. `verifyChain` walks everything. */
export async function chainState(db: Everything, newest = 10_000): Promise<ChainState> {
  const { rows } = await sql<{ sealed: number; lastSealedAt: Date | null; fromSeq: number | null; fromHash: Buffer | null }>`
    with head as (select seq, event_at from platform.seal order by seq desc limit 1)
    select h.seq as sealed, h.event_at as last_sealed_at, f.seq as from_seq, f.hash as from_hash
    from head h left join platform.seal f on f.seq = h.seq - ${newest}`.execute(db)
  const head = rows[0]
  const from = { seq: Number(head?.fromSeq ?? 0), hash: head?.fromHash ?? GENESIS }
  const faults: string[] = []
  const sealed = await walk(db, from, faults)
  const younger = await countYounger(db)
  return { sealed, younger, checked: sealed - from.seq, lastSealedAt: head?.lastSealedAt ?? null, faults: faults.slice(0, 50) }
}

/** Follows the links after `from`, naming what does not fit; answers the last. Anchors it meets are taken from `known`. */
async function walk(db: Everything, from: { seq: number; hash: Buffer }, faults: string[], known = new Map<number, string>()) {
  let { seq, hash } = from
  for (;;) {
    const { rows } = await sql<{ seq: number; hash: Buffer; text: string | null; eventId: string }>`
      select s.seq, s.hash, s.event_id, case when e.id is null then null else ${storedText} end as text
      from platform.seal s left join platform.event e on e.id = s.event_id and e.at = s.event_at
      where s.seq > ${seq} order by s.seq limit 5000`.execute(db)
    if (rows.length === 0) return seq
    for (const row of rows) {
      if (Number(row.seq) !== seq + 1) faults.push(`link ${seq + 1} is missing`)
      seq = Number(row.seq)
      if (row.text === null) faults.push(`event ${row.eventId} of link ${seq} is missing`)
      if (!link(hash, row.text ?? '').equals(row.hash)) faults.push(`event ${row.eventId} of link ${seq} was changed`)
      const anchor = known.get(seq)
      if (anchor && anchor !== row.hash.toString('hex')) faults.push(`link ${seq} differs from the anchor kept outside`)
      known.delete(seq)
      hash = row.hash
    }
  }
}

/** Events that wait for their link. */
async function countYounger(db: Everything): Promise<number> {
  const { rows } = await sql<{ younger: number }>`select count(*)::int as younger from platform.event e
    where (e.tx, e.id) > (coalesce((select tx from platform.seal order by seq desc limit 1), '0'::xid8),
      coalesce((select event_id from platform.seal order by seq desc limit 1), '00000000-0000-0000-0000-000000000000'::uuid))`.execute(db)
  return rows[0]?.younger ?? 0
}
