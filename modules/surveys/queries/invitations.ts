import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'

export type Tables = Db<'surveys' | 'cases' | 'conversations' | 'customers' | 'org' | 'platform'>

export type Matter = {
  caseId: string
  code: string
  subject: string
  category: string
  isSpam: boolean
  isTest: boolean
  isMerged: boolean
  isInternal: boolean
  hasContact: boolean
  typeCode: string | null
  customerId: string | null
  /** Where the customer last wrote from in this case, and in which thread. */
  address: string | null
  contactId: string | null
  conversationId: string | null
}

/** Whoever a message was only passed on to is no customer: nobody asks them. */
const fromOutside = sql`join conversations.message m on m.id = x.message_id and m.direction = 'in'
  and m.kind <> 'automatic' and coalesce(m.facts ->> 'automatic', '') <> 'true'
  and not conversations.with_third_party(m.conversation_id)
  join conversations.conversation v on v.id = m.conversation_id`

/** A case as far as asking its customer needs it. */
export async function selectMatter(db: Tables, caseId: string): Promise<Matter | undefined> {
  const { rows } = await sql<Matter>`
    select c.id as case_id, c.code, c.subject, c.category, c.is_spam, c.is_test, c.merged_into_id is not null as is_merged,
      coalesce(t.internal, false) as is_internal, t.code as type_code, c.customer_id, said.address, said.contact_id, said.conversation_id,
      exists (select 1 from cases.case_message x ${fromOutside} where x.case_id = c.id) as has_contact
    from cases.case c
    left join cases.type t on t.id = c.type_id
    left join lateral (
      select nullif(m.from_address, '') as address, m.contact_id, m.conversation_id
      from cases.case_message x ${fromOutside}
      where x.case_id = c.id and m.verified and v.channel in ('mail', 'form')
        and customers.survivor(v.customer_id) = customers.survivor(c.customer_id)
      order by x.at desc limit 1) said on true
    where c.id = ${caseId}`.execute(db)
  return rows[0]
}

type NewInvitation = {
  id: string
  caseId: string
  customerId: string | null
  tokenHash: Buffer
  refusalHash: Buffer
  sendAt: Date
  handlerId: string | null
  unitId: string
  resolvedAt: Date
  expiresAt: Date
}

export function insertPlanned(db: Tables, row: NewInvitation) {
  return db
    .insertInto('surveys.invitation')
    .values({ ...row, state: 'planned' })
    .execute()
}

/** What was still planned for a case is not sent any more, with the reason. */
export function skipPlanned(db: Tables, caseIds: readonly string[], why: string) {
  return db
    .updateTable('surveys.invitation')
    .set({ state: 'skipped', skippedWhy: why })
    .where('caseId', 'in', caseIds)
    .where('state', '=', 'planned')
    .returning(['id', 'caseId'])
    .execute()
}

/** Sent and not yet answered: a newer one takes their place, their links end. */
export function replaceUnanswered(db: Tables, caseId: string, exceptId: string) {
  return db
    .updateTable('surveys.invitation')
    .set({ state: 'replaced' })
    .where('caseId', '=', caseId)
    .where('id', '<>', exceptId)
    .where('state', '=', 'sent')
    .execute()
}

const columns = ['id', 'caseId', 'customerId', 'language', 'state', 'sentAt', 'expiresAt', 'handlerId', 'unitId', 'resolvedAt'] as const

/** An answer that has not left yet, or was taken back and not yet out of the case: what it did may be undone with it. */
const answerPending = sql<boolean>`exists (select from cases.case_message x join conversations.message m on m.id = x.message_id
  where x.case_id = surveys.invitation.case_id and m.direction = 'out' and m.delivery in ('queued', 'sending', 'deferred', 'cancelled'))`

/** What may be sent now, the longest due first; nobody is asked before the answer to them has left. */
export const lockDue = (db: Tables, now: Date, limit: number) =>
  db
    .selectFrom('surveys.invitation')
    .select(columns)
    .where('state', '=', 'planned')
    .where('sendAt', '<=', now)
    .where(({ not }) => not(answerPending))
    .orderBy('sendAt')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()

export type Invitation = Awaited<ReturnType<typeof lockDue>>[number]

export function updateSkipped(db: Tables, id: string, why: string) {
  return db.updateTable('surveys.invitation').set({ state: 'skipped', skippedWhy: why }).where('id', '=', id).execute()
}

type Sent = { sentAt: Date; outgoingId: string; tokenHash: Buffer; refusalHash: Buffer; language: string; expiresAt: Date }

export function updateSent(db: Tables, id: string, sent: Sent) {
  return db
    .updateTable('surveys.invitation')
    .set({ ...sent, state: 'sent' })
    .where('id', '=', id)
    .execute()
}

export function updateBounced(db: Tables, outgoingId: string) {
  return db
    .updateTable('surveys.invitation')
    .set({ state: 'bounced' })
    .where('outgoingId', '=', outgoingId)
    .where('state', '=', 'sent')
    .execute()
}

/** Was any of these ids of one customer asked about another case since? */
export const existsSentSince = async (db: Tables, customerIds: readonly string[], exceptCaseId: string, since: Date): Promise<boolean> =>
  (await db
    .selectFrom('surveys.invitation')
    .select('id')
    .where('customerId', 'in', customerIds)
    .where('caseId', '<>', exceptCaseId)
    .where('sentAt', '>', since)
    .limit(1)
    .executeTakeFirst()) !== undefined

export const existsRefusal = async (db: Tables, customerIds: readonly string[]): Promise<boolean> =>
  (await db.selectFrom('surveys.refusal').select('at').where('customerId', 'in', customerIds).limit(1).executeTakeFirst()) !== undefined

/** False when they had refused before. */
export async function insertRefusal(db: Tables, customerId: string, at: Date): Promise<boolean> {
  const row = await db
    .insertInto('surveys.refusal')
    .values({ customerId, at })
    .onConflict((already) => already.doNothing())
    .returning('customerId')
    .executeTakeFirst()
  return row !== undefined
}

export const selectByRefusalHash = (db: Tables, refusalHash: Buffer) =>
  db
    .selectFrom('surveys.invitation')
    .select(columns)
    .where('refusalHash', '=', refusalHash)
    .where('sentAt', 'is not', null)
    .executeTakeFirst()

const withAnswer = (db: Tables) =>
  db
    .selectFrom('surveys.invitation as i')
    .innerJoin('cases.case as c', 'c.id', 'i.caseId')
    .select(['i.id', 'i.caseId', 'i.customerId', 'i.language', 'i.state', 'i.sentAt', 'i.expiresAt', 'i.handlerId', 'i.unitId', 'c.code'])
    .select(({ selectFrom }) =>
      selectFrom('surveys.answer as a')
        .select(({ fn }) => fn.min<Date | null>('a.at').as('first'))
        .whereRef('a.invitationId', '=', 'i.id')
        .as('answeredAt'),
    )
    .where('i.sentAt', 'is not', null)
    .where('c.isSpam', '=', false)
    .where('c.isTest', '=', false)

export const selectByToken = (db: Tables, tokenHash: Buffer) => withAnswer(db).where('i.tokenHash', '=', tokenHash).executeTakeFirst()

/** What was last asked about a case by mail to this very address. */
const ofAddress = (db: Tables, caseId: string, address: string) =>
  withAnswer(db)
    .innerJoin('platform.outgoing as o', 'o.id', 'i.outgoingId')
    .where('i.caseId', '=', caseId)
    .where(sql<boolean>`exists (select from unnest(o.mail_to) as t where lower(t) = lower(${address}))`)
    .orderBy('i.sentAt', 'desc')
    .limit(1)
export const selectOfAddress = (db: Tables, caseId: string, address: string) => ofAddress(db, caseId, address).executeTakeFirst()
export const lockOfAddress = (db: Tables, caseId: string, address: string) =>
  ofAddress(db, caseId, address).forUpdate('i').executeTakeFirst()

export type Asked = NonNullable<Awaited<ReturnType<typeof selectByToken>>>

/** One answer at a time. */
export const lockByToken = (db: Tables, tokenHash: Buffer) =>
  withAnswer(db).where('i.tokenHash', '=', tokenHash).forUpdate('i').executeTakeFirst()
