import { z } from 'zod'
import type { Told } from '#customers'
import { vnDay, vnStartOfDay } from '#org'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import type { Answer, AnswerFilter, listAnswers as ListAnswers } from '../contract.ts'
import { surveysRefused } from '../events.ts'
import * as queries from '../queries.ts'

const DAY_AND_A_BIT = 25 * 3_600_000

export async function listAnswers(ctx: Ctx, { after, limit, ...filter }: z.output<typeof ListAnswers.input>) {
  const rows = await queries.selectAnswers(ctx.db, sightOf(ctx), periodOf(filter), decodeCursor(after, 2), limit)
  const { items, next } = cutPage(rows, limit, ({ at, id }) => [at, id])
  return { next, items: items.map(toAnswer) }
}

export async function listAnswersOfCase(ctx: Ctx, { caseId }: { caseId: string }) {
  const rows = await queries.selectAnswersOfCase(ctx.db, sightOf(ctx), caseId)
  return rows.map((row) => ({ ...toAnswer(row), opened: row.followUpId === caseId }))
}

export async function sumUpAnswers(ctx: Ctx, filter: AnswerFilter) {
  const period = periodOf(filter)
  const scores = await queries.countScores(ctx.db, sightOf(ctx), period)
  return { scores, ...(await queries.countSent(ctx.db, sightOf(ctx), period)) }
}

const Of = z.object({ invitationId: z.string().optional() }).catch({})

/** Of a customer's history one reads of the surveys within one's reach; that they want no more concerns everybody who meets them. */
export async function visibleEvents(ctx: Ctx, events: readonly Told[]): Promise<ReadonlySet<string>> {
  const about = events.map(({ id, name, facts }) => ({ id, name, invitationId: Of.parse(facts).invitationId }))
  const invitationIds = about.flatMap(({ invitationId }) => invitationId ?? [])
  const seen = scopeOf(ctx.me, 'surveys.read') ? await queries.selectSeen(ctx.db, sightOf(ctx), invitationIds) : new Set<string>()
  const open = about.filter(({ name, invitationId }) => name === surveysRefused.name || (invitationId && seen.has(invitationId)))
  return new Set(open.map(({ id }) => id))
}

const sightOf = (ctx: Ctx): queries.Sight => ({
  meId: ctx.me.id,
  scope: scopeOf(ctx.me, 'surveys.read') ?? 'own',
  teamIds: ctx.me.teamIds,
  unitIds: ctx.me.unitIds,
})

/** Whole days of Hồ Chí Minh City, both included. */
function periodOf({ from, to, ...filter }: AnswerFilter): queries.Filter {
  const before = to ? vnStartOfDay(vnDay(new Date(vnStartOfDay(to).getTime() + DAY_AND_A_BIT))) : undefined
  return { ...filter, from: from ? vnStartOfDay(from) : undefined, before }
}

function toAnswer(row: queries.AnswerRow): z.input<typeof Answer> {
  const { id, score, comment, at, formerScore, caseId, code, subject, channel } = row
  return {
    ...{ id, score, comment, at, formerScore },
    case: { id: caseId, code, subject, channel },
    customer: row.customerId && row.customerName !== null ? { id: row.customerId, name: row.customerName } : null,
    person: row.personId && row.personName ? { id: row.personId, name: row.personName } : null,
    followUp: row.followUpId && row.followUpCode ? { id: row.followUpId, code: row.followUpCode } : null,
  }
}
