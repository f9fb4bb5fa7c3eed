import { contactFacts, receiveForm, sameAddress, sendAutomatic } from '#channels'
import { messagesOf } from '#conversations'
import type { Message } from '#conversations/contract'
import { findCustomer } from '#customers'
import { companyOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { hashToken, newToken } from '#platform/secrets.ts'
import type { Language } from '#platform/text.ts'
import { trackingAsked, trackingOpened } from '../events.ts'
import type { Case } from '../queries/case.ts'
import { deleteDraftsBefore } from '../queries/draft.ts'
import * as queries from '../queries/tracking.ts'
import { mailWords } from '../text/mail.ts'
import { text } from '../text.ts'
import { survivorOf } from './find.ts'

/** What a link is for is part of its hash: a survey's token opens nothing here. */
const PURPOSE = 'cases.tracking'
const LIFE_DAYS = 90
/** So that nobody's mailbox is filled by whoever knows their address. */
const MOST_LINKS_AN_HOUR = 15

/** A secret link, as it opens: the case that lives now (none yet while the form's case is being written), and how far its holder is known. */
export type Tracked = {
  case: Case | undefined
  contactId: string | null
  /** The mail address it was sent to; null: whoever sent the form, proven by nothing. */
  address: string | null
}

/** A fresh secret link for a customer at this mail address, good for 90 days: send it nowhere else. Every mail gets a link of its own, and older ones stay good. */
export async function trackingLink(ctx: Ctx, { caseId, address }: { caseId: string; address: string }): Promise<string> {
  const { token, hash } = newToken(PURPOSE)
  await keep(ctx, hash, { caseId, contactId: null, address: sameAddress(address) })
  emit(ctx, trackingOpened, { caseId, contactId: null, by: 'mail' }, { caseId, people: [] })
  return linkTo(ctx, token)
}

/** Keeps the link of whoever has just sent a form; `token` is the caller's own 128 bits. */
export async function keepReceipt(ctx: Ctx, { token, contactId }: { token: string; contactId: string }) {
  await keep(ctx, hashToken(PURPOSE, token), { caseId: null, contactId, address: null })
  emit(ctx, trackingOpened, { caseId: null, contactId, by: 'form' }, { people: [] })
}

const linkTo = (ctx: Ctx, token: string) => `${ctx.house.publicUrl}/tra-cuu/${token}`

const keep = (ctx: Ctx, hash: Buffer, tracking: queries.Tracking) =>
  queries.insertTracking(ctx.db, {
    ...tracking,
    hash,
    createdAt: ctx.now,
    expiresAt: new Date(ctx.now.getTime() + LIFE_DAYS * 86_400_000),
  })

/** What a link opens. Undefined for whatever is no link of ours: empty, guessed, expired, another kind's, not even text. */
export async function caseOfTracking(ctx: Ctx, token: unknown): Promise<Tracked | undefined> {
  if (typeof token !== 'string' || !/^[\w-]{22}$/.test(token)) return undefined
  const found = await queries.selectTracking(ctx.db, hashToken(PURPOSE, token), ctx.now)
  if (!found) return undefined
  const { caseId, contactId, address } = found
  return { case: caseId ? await survivorOf(ctx, caseId) : undefined, contactId, address }
}

/** Cases and conversations a link reaches: the address's own, or the one its form opened. */
async function reachOf(ctx: Ctx, tracked: Tracked) {
  if (!tracked.case) return { cases: [], conversations: [] }
  const cases = await queries.selectContinued(ctx.db, tracked.case.id)
  if (tracked.address === null) {
    const opened = tracked.contactId ? await queries.selectConversationOfContact(ctx.db, tracked.contactId) : undefined
    return { cases, conversations: opened ? [opened] : [] }
  }
  const ids = cases.map(({ id }) => id)
  return { cases, conversations: await queries.selectConversationsOfAddress(ctx.db, ids, tracked.address) }
}

/** What the holder of a link may read, the newest first, and the code of the case it goes on in, if another. */
export async function trackedMessages(ctx: Ctx, tracked: Tracked): Promise<{ messages: Message[]; continuedIn: string | null }> {
  const { cases, conversations } = await reachOf(ctx, tracked)
  const last = cases.at(-1)
  const continuedIn = last && last.id !== tracked.case?.id ? last.code : null
  if (conversations.length === 0) return { messages: [], continuedIn }
  const ids = cases.map(({ id }) => id)
  const messageIds = await queries.selectPublicMessageIds(ctx.db, ids, conversations, tracked.address === null)
  return { messages: (await messagesOf(ctx, { messageIds })).toReversed(), continuedIn }
}

/** Where the last answer lies. `reached`: the mail address or phone number it went to, as its own reader gave it to us; null: another one. */
export type Answered = { at: Date; byMail: boolean; reached: string | null }

/** When and where the holder of a link was answered last; of what was answered nothing, a receipt proves nobody. Undefined: not yet. */
export async function lastAnswer(ctx: Ctx, tracked: Tracked): Promise<Answered | undefined> {
  const [conversation] = (await reachOf(ctx, tracked)).conversations
  const found = conversation ? await queries.selectLastAnswer(ctx.db, conversation) : undefined
  if (!found) return undefined
  const { at, byMail, to } = found
  const from = tracked.contactId ? (await contactFacts(ctx, tracked.contactId))?.from : undefined
  const own = tracked.address ?? from?.address ?? null
  const isOwn = to !== null && own !== null && sameAddress(to) === sameAddress(own)
  return { at, byMail, reached: byMail ? (isOwn ? own : null) : (from?.phone ?? null) }
}

/** A customer writes on through their link: it goes the way every contact goes, stored as it came before anything else. 404 when it opens nothing. */
export async function addTrackingMessage(
  ctx: Ctx,
  given: { token: unknown; text: string; fileIds?: readonly string[]; network?: string },
): Promise<{ contactId: string }> {
  const tracked = await caseOfTracking(ctx, given.token)
  if (!tracked?.case) throw text.refusal(404, 'unknownLink')
  const { conversations } = await reachOf(ctx, tracked)
  const { case: found, address } = tracked
  const customer = found.customerId ? await findCustomer(ctx, found.customerId) : undefined
  return receiveForm(ctx, {
    name: customer?.name ?? '',
    email: address ?? undefined,
    subject: found.subject,
    text: given.text,
    fileIds: given.fileIds,
    network: given.network,
    conversationId: conversations[0],
  })
}

/** Somebody asks for the link to their case by mail. Answers nothing: whether there is such a case is told to the address alone. */
export async function requestTrackingLink(ctx: Ctx, { mail, code, language }: { mail: string; code?: string; language: Language }) {
  const askId = newId()
  await queries.insertAsk(ctx.db, { id: askId, address: sameAddress(mail), code: code || null, language, at: ctx.now })
  emit(ctx, trackingAsked, { askId }, { people: [] })
}

/** The answer to such a question, once: a link for each case the address has written in, or silence. */
export async function answerTrackingAsk(ctx: Ctx, { askId }: { askId: string }) {
  const ask = await queries.takeAsk(ctx.db, askId)
  if (!ask) return
  const hourAgo = new Date(ctx.now.getTime() - 3_600_000)
  if ((await queries.countLinks(ctx.db, ask.address, hourAgo)) >= MOST_LINKS_AN_HOUR) return
  const since = new Date(ctx.now.getTime() - 183 * 86_400_000)
  const ids = await queries.selectCasesOfAddress(ctx.db, ask.address, ask.code, since)
  const links: { code: string; link: string }[] = []
  for (const id of ids) {
    const found = await survivorOf(ctx, id)
    if (found) links.push({ code: found.code, link: await trackingLink(ctx, { caseId: found.id, address: ask.address }) })
  }
  if (links.length === 0) return
  const { name } = await companyOf(ctx)
  const words = mailWords(ask.language === 'en' ? 'en' : 'vi', { company: name, links })
  await sendAutomatic(ctx, { to: ask.address, ...words, kind: 'notice', about: { room: 'cases', subjectId: askId } })
}

/** Links and questions long over, and forms nobody sent within a day. */
export async function forgetOldTracking(ctx: Ctx) {
  await queries.deleteOldTracking(ctx.db, ctx.now)
  await deleteDraftsBefore(ctx.db, new Date(ctx.now.getTime() - 86_400_000))
}
