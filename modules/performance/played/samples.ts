import { sql } from 'kysely'
import type { z } from 'zod'
import type { Event } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { TestHouse } from '../../../tests/house.ts'
import { caseMarkedSpam, caseMerged, caseOpened, caseReopened, caseResolved } from '../../cases/events.ts'
import { surveyAnswered, surveySent } from '../../surveys/events.ts'
import { type Golden, goldenCases, goldenDue, vn } from '../samples.ts'

type Played = { house: TestHouse; linhId: string; unitId: string; ids: Map<string, string> }
type Moment = { at: number; run: () => Promise<unknown> }

const zulu = (at: number) => new Date(at)

/** kpi.md §9 as it happened: rows of the rooms below and their announcements, in the order of time. Answers the ids of T01…T10. */
export async function playGolden(house: TestHouse, linhId: string, unitId: string): Promise<Map<string, string>> {
  const played: Played = { house, linhId, unitId, ids: new Map(goldenCases.map(({ id }) => [id, newId()])) }
  const { db } = house.house
  for (const [code, fcr] of [
    ['inquiry', true],
    ['complaint', true],
    ['warranty', false],
    ['return', false],
  ] as const)
    await sql`insert into cases.type (code, name, name_en, fcr_eligible) values (${code}, ${code}, ${code}, ${fcr}) on conflict do nothing`.execute(
      db,
    )
  await sql`insert into cases.status (category, name, name_en, customer_name, customer_name_en) values ('active', 'Đang xử lý', 'Active', 'Đang xử lý', 'Active')`.execute(
    db,
  )
  const moments = goldenCases.flatMap((golden) => momentsOf(played, golden)).sort((a, b) => a.at - b.at)
  for (const { at, run } of moments) {
    house.setNow(zulu(at))
    await run()
  }
  return played.ids
}

function momentsOf(played: Played, golden: Golden): Moment[] {
  const { id, created, done = [], again = [], score, survey, mergedIntoId, isSpam } = golden
  const caseId = played.ids.get(id) ?? ''
  const last = done.at(-1)
  const happens = <Facts extends z.ZodType>(at: number, event: Event<Facts>, facts: z.input<Facts>): Moment => ({
    at,
    run: () => played.house.happens(event, facts, { caseId }),
  })
  const resolution = { caseId, customerId: null, handlerId: played.linhId, unitId: played.unitId, resolutionCode: null, causeCode: null }
  return [
    { at: vn(created), run: () => open(played, golden) },
    ...answersOf(golden).map((at): Moment => ({ at, run: () => say(played, caseId, at, 'out', {}) })),
    ...done.map((at, place) => happens(vn(at), caseResolved, { ...resolution, at: zulu(vn(at)), first: place === 0 })),
    ...again.map((at) => happens(vn(at), caseReopened, { caseId, at: zulu(vn(at)), by: 'customer', reason: '' })),
    ...(last && (score !== undefined || survey) ? [ask(played, caseId, vn(last) + 60_000, score)] : []),
    ...(isSpam ? [{ at: vn('20/10 09:30'), run: () => markSpam(played, caseId) }] : []),
    ...(mergedIntoId ? [{ at: vn('21/10 10:00'), run: () => merge(played, caseId, played.ids.get(mergedIntoId) ?? '') }] : []),
  ]
}

/** A call answered on the spot is its own answer; else the answers written down, else the first response. */
const answersOf = ({ answers, response, answeredInContact }: Golden): number[] =>
  answeredInContact ? [] : (answers?.map(({ at }) => at) ?? (response ? [vn(response)] : []))

async function open(
  { house, linhId, unitId, ids }: Played,
  { id, created, channel = 'mail', typeCode = 'inquiry', answeredInContact }: Golden,
) {
  const caseId = ids.get(id) ?? ''
  const at = zulu(vn(created))
  const due = goldenDue[id]
  const { db } = house.house
  await sql`insert into cases.case (id, subject, channel, type_id, status_id, category, unit_id, owner_id, handler_id, last_at, created_at, created_by)
    values (${caseId}, ${id}, ${channel}, (select id from cases.type where code = ${typeCode}), (select id from cases.status limit 1), 'active',
      ${unitId}, ${linhId}, ${linhId}, ${at}, ${at}, ${linhId})`.execute(db)
  if (due)
    await sql`insert into clocks.clock (kind, subject_room, subject_id, title, link, minutes, started_at, due_at, state, stopped_at)
      values ('first_response', 'cases', ${caseId}, ${id}, '/', 30, ${at}, ${zulu(vn(due))}, 'met', ${at})`.execute(db)
  const said = await say(
    { house, linhId, unitId, ids },
    caseId,
    at.getTime(),
    'in',
    answeredInContact ? { answered: true, loggedBy: linhId } : {},
  )
  await house.happens(
    caseOpened,
    {
      ...{ caseId, code: id, customerId: null, channel: 'mail', typeCode, severity: 4, unitId, ownerId: linhId, handlerId: linhId },
      ...{ why: { code: 'none', facts: {} }, followUpOfId: null, byPerson: false, isTest: false, at },
    },
    { caseId },
  )
  return said
}

async function say({ house, linhId }: Played, caseId: string, at: number, direction: 'in' | 'out', facts: object) {
  const [conversationId, messageId] = [newId(), newId()]
  const { db } = house.house
  await sql`insert into conversations.conversation (id, channel) values (${conversationId}, 'mail')`.execute(db)
  await sql`insert into conversations.message (id, conversation_id, direction, author_id, facts, at)
    values (${messageId}, ${conversationId}, ${direction}, ${direction === 'out' ? linhId : null}, ${JSON.stringify(facts)}, ${zulu(at)})`.execute(
    db,
  )
  await sql`insert into cases.case_message (case_id, message_id, conversation_id, at) values (${caseId}, ${messageId}, ${conversationId}, ${zulu(at)})`.execute(
    db,
  )
}

function ask({ house, linhId, unitId }: Played, caseId: string, at: number, score: number | undefined): Moment {
  const invitationId = newId()
  const answeredAt = zulu(at + 3_540_000)
  return {
    at,
    run: async () => {
      const { db } = house.house
      await sql`insert into surveys.invitation (id, case_id, token_hash, refusal_hash, send_at, sent_at, state, handler_id, unit_id, resolved_at, expires_at)
        values (${invitationId}, ${caseId}, ${Buffer.from(`${invitationId}a`)}, ${Buffer.from(`${invitationId}b`)}, ${zulu(at)}, ${zulu(at)}, 'sent',
          ${linhId}, ${unitId}, ${zulu(at)}, ${zulu(at + 7 * 86_400_000)})`.execute(db)
      await house.happens(surveySent, { invitationId, caseId, customerId: null, at: zulu(at) }, { caseId })
      if (score === undefined) return
      const answerId = newId()
      await sql`insert into surveys.answer (id, invitation_id, case_id, score, at) values (${answerId}, ${invitationId}, ${caseId}, ${score}, ${answeredAt})`.execute(
        db,
      )
      const about = { handlerId: linhId, unitId, sentAt: zulu(at), at: answeredAt, replaced: null }
      await house.happens(
        surveyAnswered,
        { answerId, invitationId, caseId, customerId: null, score, hasComment: false, ...about },
        { caseId },
      )
    },
  }
}

async function markSpam({ house }: Played, caseId: string) {
  await sql`update cases.case set is_spam = true, category = 'cancelled' where id = ${caseId}`.execute(house.house.db)
  await house.happens(caseMarkedSpam, { caseId, spam: true }, { caseId })
}

async function merge({ house, linhId }: Played, fromId: string, intoId: string) {
  const mergeId = newId()
  const { db } = house.house
  await sql`update cases.case set merged_into_id = ${intoId} where id = ${fromId}`.execute(db)
  await sql`insert into cases.merge (id, from_id, into_id, moved, by_id, at) values (${mergeId}, ${fromId}, ${intoId}, '{}', ${linhId}, ${zulu(vn('21/10 10:00'))})`.execute(
    db,
  )
  await house.happens(caseMerged, { mergeId, fromId, intoId }, { caseId: intoId })
}
