import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { hashToken } from '#platform/secrets.ts'
import { surveyAnswered } from '../events.ts'
import * as queries from '../queries.ts'
import { isOpen } from '../rules.ts'
import { text } from '../text.ts'

/** What a link is for is part of its hash: one of these opens nothing else. */
export const ANSWER = 'surveys.answer'

/** The survey a link opens now. Empty, a list, guessed, used up, expired, void: the same 404. */
export async function askedBy(ctx: Ctx, token: unknown): Promise<queries.Asked> {
  const asked = await queries.selectByToken(ctx.db, hashToken(ANSWER, token))
  if (!asked || !isOpen(asked, ctx.now)) throw text.refusal(404, 'unknownLink')
  return asked
}

type Given = { score: number; comment: string }

/** Takes an answer by the link it came with, one at a time; 404 when the link opens nothing. */
export async function answerSurvey(ctx: Ctx, { token, ...given }: { token: unknown } & Given): Promise<void> {
  const asked = await queries.lockByToken(ctx.db, hashToken(ANSWER, token))
  if (!asked || !isOpen(asked, ctx.now)) throw text.refusal(404, 'unknownLink')
  await write(ctx, asked, given)
}

type Proven = { caseId: string; address: string }

/** The question that stands open for whoever follows a case with a link sent to their address, if one does. */
export async function openFor(ctx: Ctx, { caseId, address }: Proven): Promise<queries.Asked | undefined> {
  const asked = await queries.selectOfAddress(ctx.db, caseId, address)
  return asked && isOpen(asked, ctx.now) ? asked : undefined
}

/** Takes an answer to that question. Without a score it adds words to the score already given; 404 when nothing stands open. */
export async function answerFor(ctx: Ctx, { caseId, address }: Proven, { score, comment }: Partial<Given>): Promise<void> {
  const asked = await queries.lockOfAddress(ctx.db, caseId, address)
  if (!asked || !isOpen(asked, ctx.now)) throw text.refusal(404, 'unknownLink')
  const given = score ?? (await queries.selectCurrent(ctx.db, asked.id))?.score
  if (given === undefined) throw text.refusal(422, 'chooseFirst')
  await write(ctx, asked, { score: given, comment: comment ?? '' })
}

async function write(ctx: Ctx, asked: queries.Asked, { score, comment }: Given) {
  const former = await queries.selectCurrent(ctx.db, asked.id)
  const words = comment || (former?.comment ?? '')
  // The button pressed twice, or the page sent again.
  if (former && former.score === score && former.comment === words) return
  const { id: invitationId, caseId, customerId, handlerId, unitId, sentAt } = asked
  const answerId = newId()
  const followUpCaseId = former?.followUpCaseId ?? null
  await queries.insertAnswer(ctx.db, { id: answerId, invitationId, caseId, score, comment: words, at: ctx.now, followUpCaseId })
  emit(
    ctx,
    surveyAnswered,
    {
      ...{ answerId, invitationId, caseId, customerId, score, handlerId, unitId },
      hasComment: words !== '',
      sentAt: sentAt ?? ctx.now,
      at: ctx.now,
      replaced: former?.id ?? null,
    },
    { caseId, customerId, units: unitId ? [unitId] : [], people: handlerId ? [handlerId] : [] },
  )
}
