import { acknowledgementWords, contactFacts, greetableName, sendAutomatic } from '#channels'
import { workingHoursOf } from '#clocks'
import { type MessageFacts, messageFacts } from '#conversations'
import { calledOf, findCustomer } from '#customers'
import { companyOf, isOpen, nextOpening, vnDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { ackSent } from '../events.ts'
import { type Case, selectCaseOpenedBy } from '../queries/case.ts'
import { fill } from '../rules/fill.ts'
import { text } from '../text.ts'
import type { Received } from './receive.ts'
import { trackingLink } from './tracking.ts'

/** Whoever opens a case by mail or form is told that we have it, when an answer may be expected, and where to follow it. Never a machine, never twice. */
export async function acknowledge(ctx: Ctx, { messageId, automatic, channel, loggedBy, verified }: Received) {
  if (automatic || loggedBy || !['mail', 'form'].includes(channel) || (channel === 'mail' && !verified)) return
  const found = await selectCaseOpenedBy(ctx.db, messageId)
  const message = await messageFacts(ctx, messageId)
  if (!found || found.isSpam || !message?.from.address.includes('@')) return
  await send(ctx, found, message)
}

async function send(ctx: Ctx, found: Case, message: MessageFacts) {
  const customer = found.customerId ? await findCustomer(ctx, found.customerId) : undefined
  const called = customer && calledOf(customer)
  const language = customer?.language ?? 'vi'
  const words = await acknowledgementWords(ctx, language)
  if (!words) return
  const contact = message.contactId ? await contactFacts(ctx, message.contactId) : undefined
  const to = message.from.address
  const { name, shortName } = await companyOf(ctx)
  const values = {
    cong_ty: shortName || name,
    ma: found.code,
    hen: await expectation(ctx, found, language),
    danh_xung: called?.kind === 'company' ? 'quý công ty' : called?.honorific || 'anh/chị',
    ho_ten: greetableName(called?.name ?? message.from.name),
    lien_ket: await trackingLink(ctx, { caseId: found.id, address: to }),
  }
  const sent = await sendAutomatic(ctx, {
    ...{ to, subject: fill(words.subject, values), text: fill(words.body, values), kind: 'acknowledgement' },
    about: { room: 'cases', subjectId: found.id },
    conversationId: message.conversationId,
    caseId: found.id,
    contactId: message.contactId ?? undefined,
    inReplyTo: contact?.messageId ?? undefined,
  })
  if ('outgoingId' in sent) {
    const about = { caseId: found.id, customerId: found.customerId, units: [found.unitId], people: [found.ownerId] }
    emit(ctx, ackSent, { caseId: found.id, customerId: found.customerId, outgoingId: sent.outgoingId, at: ctx.now }, about)
  }
}

/** By when an answer comes; outside working time, when somebody will be there to give one. */
async function expectation(ctx: Ctx, { channel, severity, unitId, dueAt, dueKind }: Case, language: 'vi' | 'en'): Promise<string> {
  const t = text[language]
  const calendar = await workingHoursOf(ctx, { channel, severity, unitId })
  if (!isOpen(calendar, ctx.now)) return t.ackOutOfHours(momentWords(nextOpening(calendar, ctx.now), ctx.now, language))
  return dueKind === 'first_response' && dueAt ? t.ackInHours(momentWords(dueAt, ctx.now, language)) : t.ackSoon
}

/** "16:00 hôm nay", "8:00 thứ Hai, 30/11". */
function momentWords(at: Date, now: Date, language: 'vi' | 'en'): string {
  const zone = { timeZone: 'Asia/Ho_Chi_Minh' }
  const locale = language === 'en' ? 'en-GB' : 'vi-VN'
  const hour = at.toLocaleTimeString(locale, { ...zone, hour: '2-digit', minute: '2-digit', hour12: false })
  if (vnDay(at) === vnDay(now)) return language === 'en' ? `${hour} today` : `${hour} hôm nay`
  const day = at.toLocaleDateString(locale, { ...zone, weekday: 'long', day: '2-digit', month: '2-digit' })
  return language === 'en' ? `${hour} on ${day}` : `${hour} ${day.charAt(0).toLowerCase()}${day.slice(1)}`
}
