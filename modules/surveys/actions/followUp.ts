import type { z } from 'zod'
import { openFollowUp } from '#cases'
import { notify } from '#notifications'
import { companyOf, leadOf, leadsOfUnit } from '#org'
import type { Ctx } from '#platform/context.ts'
import { readSetting } from '#platform/settings.ts'
import type { surveyAnswered } from '../events.ts'
import * as queries from '../queries.ts'
import { surveySettings } from '../settings.ts'
import { text } from '../text.ts'

/** Worse than S3 only when the matter itself was. */
const FOLLOW_UP_SEVERITY = 3

/** A low score opens a follow-up for whoever leads the person rated, never for that person; one per survey, however often it is changed. */
export async function openForLowScore(ctx: Ctx, { answerId, score }: z.output<typeof surveyAnswered.facts>) {
  const { lowScore } = await readSetting(ctx, surveySettings)
  if (score > lowScore) return
  const answer = await queries.lockAnswer(ctx.db, answerId)
  if (!answer || answer.replacedAt || answer.followUpCaseId) return
  const { caseId, handlerId, unitId, code, subject, severity } = answer
  const lead = await leadFor(ctx, handlerId, unitId)
  const { language } = await companyOf(ctx)
  const followUp = await openFollowUp(ctx, {
    ofId: caseId,
    subject: text[language].followUpSubject(score, code, subject).slice(0, 300),
    why: { code: 'lowScore', facts: { score, code } },
    handlerId: lead,
    severity: Math.min(severity, FOLLOW_UP_SEVERITY),
  })
  await queries.updateFollowUp(ctx.db, answerId, followUp.id)
  await notify(ctx, {
    kind: 'low_score',
    to: [lead],
    title: { vi: text.vi.lowScore(score, code), en: text.en.lowScore(score, code) },
    detail: subject,
    link: `/hop-thu/${followUp.code}`,
    caseId: followUp.id,
    dedupe: `surveys:${answer.invitationId}`,
  })
}

/** Whoever leads the person rated; else whoever leads the unit. null: the pool of the unit. */
async function leadFor(ctx: Ctx, ratedId: string | null, unitId: string | null): Promise<string | null> {
  const lead = ratedId ? await leadOf(ctx, ratedId) : undefined
  const leads = lead ? [lead] : unitId ? await leadsOfUnit(ctx, unitId) : []
  return leads.find(({ id, leftAt }) => id !== ratedId && !leftAt)?.id ?? null
}
