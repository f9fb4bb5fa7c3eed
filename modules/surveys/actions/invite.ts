import type { z } from 'zod'
import type { caseReopened, caseResolved } from '#cases'
import { mailIdentity, sendAutomatic } from '#channels'
import { calledOf, customerMail, findCustomer, sameCustomer } from '#customers'
import { companyOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { newToken } from '#platform/secrets.ts'
import { readSetting } from '#platform/settings.ts'
import type { SurveySettings } from '../contract.ts'
import { surveySent, surveySkipped } from '../events.ts'
import { letter } from '../pages/letter.ts'
import * as queries from '../queries.ts'
import { ANSWER_DAYS, daysAfter, dueAfter, whyNotAsk } from '../rules.ts'
import { surveySettings } from '../settings.ts'
import { ANSWER } from './answer.ts'
import { REFUSE } from './refuse.ts'

type Resolved = z.output<typeof caseResolved.facts>
type Planned = Pick<queries.Invitation, 'id' | 'caseId' | 'handlerId' | 'unitId'>
const AT_ONCE = 20

/**
 * A case was resolved: its customer will be asked about whoever handled it then, after the delay, and never while the resolution or the answer that
 * came with it may be taken back within seconds.
 */
export async function inviteFor(ctx: Ctx, { caseId, customerId, handlerId, unitId, at }: Resolved) {
  const settings = await readSetting(ctx, surveySettings)
  if (!settings.enabled) return
  await skip(ctx, [caseId], 'resolvedAgain')
  const sendAt = dueAfter(at, settings.delayMinutes)
  const planned = { id: newId(), caseId, customerId, handlerId, unitId, resolvedAt: at, sendAt }
  const hashes = { tokenHash: newToken(ANSWER).hash, refusalHash: newToken(REFUSE).hash }
  await queries.insertPlanned(ctx.db, { ...planned, ...hashes, expiresAt: daysAfter(sendAt, ANSWER_DAYS) })
}

/** Sends what is due. Answers how many. */
export async function sendDue(ctx: Ctx): Promise<number> {
  const due = await queries.lockDue(ctx.db, ctx.now, AT_ONCE)
  if (due.length === 0) return 0
  const settings = await readSetting(ctx, surveySettings)
  for (const one of due) await send(ctx, one, settings)
  return due.length
}

/** It is not over after all: what was planned is not sent. A question that has gone out may still be answered. */
export const keepBack = (ctx: Ctx, { caseId }: z.output<typeof caseReopened.facts>) => skip(ctx, [caseId], 'reopened')
export const keepBackCancelled = (ctx: Ctx, { caseId }: { caseId: string }) => skip(ctx, [caseId], 'cancelled')
export const keepBackMerged = (ctx: Ctx, { fromId }: { fromId: string }) => skip(ctx, [fromId], 'merged')
export const keepBackSpam = async (ctx: Ctx, { caseId, spam }: { caseId: string; spam: boolean }) => {
  if (spam) await skip(ctx, [caseId], 'spam')
}

async function skip(ctx: Ctx, caseIds: readonly string[], why: string) {
  for (const { id, caseId } of await queries.skipPlanned(ctx.db, caseIds, why)) tellSkipped(ctx, id, caseId, why)
}

function tellSkipped(ctx: Ctx, invitationId: string, caseId: string, why: string) {
  emit(ctx, surveySkipped, { invitationId, caseId, why }, { people: [] })
}

/** Asks, or writes down why not. */
async function send(ctx: Ctx, planned: Planned, settings: SurveySettings) {
  const { id, caseId } = planned
  const asking = await askingOf(ctx, caseId, settings)
  const { matter, customer, mail, why } = asking
  if (why || !customer || !mail || !matter) return leaveOut(ctx, planned, why ?? 'noMail')
  const answer = newToken(ANSWER)
  const refusal = newToken(REFUSE)
  const { language } = customer
  const refuseAt = `${ctx.house.publicUrl}/khao-sat/ngung/${refusal.token}`
  const { signature } = await mailIdentity(ctx)
  const sent = await sendAutomatic(ctx, {
    ...letter({
      ...{ language, customer: calledOf(customer), case: matter, signature, refuseAt },
      words: settings[language],
      company: await companyOf(ctx),
      answerAt: `${ctx.house.publicUrl}/khao-sat/${answer.token}`,
    }),
    to: mail,
    kind: 'survey',
    about: { room: 'surveys', subjectId: id },
    conversationId: matter.conversationId ?? undefined,
    contactId: matter.contactId ?? undefined,
    caseId,
    listUnsubscribe: refuseAt,
  })
  if ('skipped' in sent) return leaveOut(ctx, planned, sent.skipped)
  const hashes = { tokenHash: answer.hash, refusalHash: refusal.hash }
  const { outgoingId } = sent
  await queries.updateSent(ctx.db, id, { ...hashes, language, outgoingId, sentAt: ctx.now, expiresAt: daysAfter(ctx.now, ANSWER_DAYS) })
  await queries.replaceUnanswered(ctx.db, caseId, id)
  const { unitId } = planned
  const about = { caseId, customerId: customer.id, units: unitId ? [unitId] : [] }
  emit(ctx, surveySent, { invitationId: id, caseId, customerId: customer.id, at: ctx.now }, about)
}

async function leaveOut(ctx: Ctx, { id, caseId }: Planned, why: string) {
  await queries.updateSkipped(ctx.db, id, why)
  tellSkipped(ctx, id, caseId, why)
}

async function askingOf(ctx: Ctx, caseId: string, { skipTypes, restDays }: SurveySettings) {
  const matter = await queries.selectMatter(ctx.db, caseId)
  const customer = matter?.customerId ? await findCustomer(ctx, matter.customerId) : undefined
  const ids = customer ? await sameCustomer(ctx, customer.id) : []
  const mail = matter?.address ?? (customer ? await customerMail(ctx, customer.id) : undefined)
  const refused = ids.length > 0 && (await queries.existsRefusal(ctx.db, ids))
  const since = daysAfter(ctx.now, -restDays)
  const askedLately = restDays > 0 && ids.length > 0 && (await queries.existsSentSince(ctx.db, ids, caseId, since))
  const why = matter ? whyNotAsk({ ...matter, customer, mail, refused, askedLately }, skipTypes) : 'notResolved'
  return { matter, customer, mail, why }
}
