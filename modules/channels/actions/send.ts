import type { Ctx } from '#platform/context.ts'
import { queueMail } from '#platform/outbox.ts'
import { readSetting } from '#platform/settings.ts'
import { isMachine } from '../mail/automatic.ts'
import { textAsHtml } from '../mail/fold.ts'
import { LONGEST_WINDOW_MINUTES, MATTER_CAPS, mayAnswer, NETWORK_CAP, PERSON_CAPS, UNPROVEN_CAP } from '../mail/loops.ts'
import { automaticHeaders, headerText, recipientsOf } from '../mail/outgoing.ts'
import { threadAddress, threadMessageId } from '../mail/thread.ts'
import { countFromNetwork, deleteAutomatic, insertAutomatic, selectAutomatic } from '../queries/mail.ts'
import { acknowledgementSetting, mailSetting } from '../settings.ts'
import { text } from '../text.ts'
import { contactFacts } from './contacts.ts'
import { mailIdentity, ourAddresses, threadKey } from './us.ts'

export type Reply = {
  conversationId: string
  /** Id of the message in conversations; its state follows by `mailStateChanged` with room `conversations`. */
  messageId: string
  to: readonly string[]
  cc?: readonly string[]
  subject: string
  text: string
  html?: string
  /** One with a `contentId` stands where `html` names it; the others follow. */
  files?: readonly { fileId: string; contentId?: string }[]
  /** Message ids, with or without brackets. */
  inReplyTo?: string
  references?: readonly string[]
  /** Room for "undo". */
  notBefore?: Date
}

/** Mails a person's answer. Its Message-ID names the conversation and is signed. 422 when nobody is left to write to or one of them is no address. */
export async function sendReply(ctx: Ctx, reply: Reply): Promise<{ outgoingId: string; internetMessageId: string }> {
  const own = new Set((await ourAddresses(ctx)).keys())
  const to = recipientsOf(reply.to, own)
  const cc = recipientsOf(reply.cc ?? [], own)
  if (!to || !cc) throw text.refusal(422, 'wrongAddress')
  if (to.length === 0) throw text.refusal(422, 'nobodyToWriteTo')
  const { outgoingId, messageId } = await queueMail(ctx, {
    ...(await threaded(ctx, reply.conversationId)),
    kind: 'reply',
    to,
    cc: cc.filter((address) => !to.includes(address)),
    subject: headerText(reply.subject),
    text: reply.text,
    html: reply.html ?? textAsHtml(reply.text),
    inReplyTo: bare(reply.inReplyTo),
    references: reply.references?.slice(-20).map((id) => bare(id) ?? ''),
    attachments: reply.files?.map(({ fileId, contentId }) => ({ fileId, contentId })),
    about: { room: 'conversations', subjectId: reply.messageId },
    notBefore: reply.notBefore,
  })
  return { outgoingId, internetMessageId: `<${messageId}>` }
}

export type Automatic = {
  to: string
  subject: string
  text: string
  html?: string
  kind: 'acknowledgement' | 'survey' | 'notice'
  about: { room: string; subjectId: string }
  conversationId?: string
  /** What the caps count as one matter; `about` unless told. */
  caseId?: string
  /** The contact this answers: a machine's is never answered, a form's counts as unproven. */
  contactId?: string
  inReplyTo?: string
  listUnsubscribe?: string
}

/** Why nothing was sent. */
export type Skipped = 'automatic' | 'noAddress' | 'machine' | 'ourselves' | 'matterCap' | 'personCap' | 'unprovenCap' | 'networkCap'

/** Mails something by machine, unless it would answer a machine, pass a cap of reliability.md rule 7, or be made to bomb strangers. Sent at most once. */
export async function sendAutomatic(ctx: Ctx, mail: Automatic): Promise<{ outgoingId: string } | { skipped: Skipped }> {
  const [address] = recipientsOf([mail.to], new Set()) ?? []
  if (!address) return { skipped: 'noAddress' }
  if ((await ourAddresses(ctx)).has(address)) return { skipped: 'ourselves' }
  if (isMachine(address)) return { skipped: 'machine' }
  const contact = mail.contactId ? await contactFacts(ctx, mail.contactId) : undefined
  if (contact?.automatic) return { skipped: 'automatic' }
  const matter = mail.caseId ?? mail.conversationId ?? `${mail.about.room}:${mail.about.subjectId}`
  const isProven = contact?.source !== 'form'
  const network = contact?.network ?? null
  const capped = await capOf(ctx, { address, matter, isProven, network })
  if (capped) return { skipped: capped }
  await insertAutomatic(ctx.db, { address, matter, kind: mail.kind, isProven, network, at: ctx.now })
  const { outgoingId } = await queueMail(ctx, {
    ...(await threaded(ctx, mail.conversationId)),
    kind: 'automatic',
    to: [address],
    subject: headerText(mail.subject),
    text: mail.text,
    html: mail.html ?? textAsHtml(mail.text),
    inReplyTo: bare(mail.inReplyTo),
    references: mail.inReplyTo ? [bare(mail.inReplyTo) ?? ''] : undefined,
    headers: automaticHeaders(mail.kind, mail.listUnsubscribe),
    about: mail.about,
  })
  return { outgoingId }
}

async function capOf(
  ctx: Ctx,
  { address, matter, isProven, network }: { address: string; matter: string; isProven: boolean; network: string | null },
): Promise<Skipped | null> {
  const since = new Date(ctx.now.getTime() - LONGEST_WINDOW_MINUTES * 60_000)
  const sent = await selectAutomatic(ctx.db, address, since)
  const times = (rows: typeof sent) => rows.map(({ at }) => at)
  if (!mayAnswer(times(sent.filter((one) => one.matter === matter)), MATTER_CAPS, ctx.now)) return 'matterCap'
  if (!mayAnswer(times(sent), PERSON_CAPS, ctx.now)) return 'personCap'
  if (isProven) return null
  if (!mayAnswer(times(sent.filter((one) => !one.isProven)), [UNPROVEN_CAP], ctx.now)) return 'unprovenCap'
  const hour = new Date(ctx.now.getTime() - NETWORK_CAP.minutes * 60_000)
  return network && (await countFromNetwork(ctx.db, network, hour)) >= NETWORK_CAP.most ? 'networkCap' : null
}

/** From, and for a conversation the signed ids that bring its answers back. */
async function threaded(ctx: Ctx, conversationId: string | undefined) {
  const { fromName, fromAddress } = await mailIdentity(ctx)
  const from = { name: fromName, address: fromAddress }
  if (!conversationId) return { from }
  const key = threadKey(ctx)
  const { plusAddressing } = await readSetting(ctx, mailSetting)
  return {
    from,
    messageId: threadMessageId(key, conversationId, fromAddress.split('@')[1] ?? 'localhost'),
    replyTo: plusAddressing ? threadAddress(key, conversationId, fromAddress) : undefined,
  }
}

const bare = (id: string | undefined): string | undefined => id?.replace(/[<>\s]/g, '') || undefined

/** The company's words for "we have received it", in this language; null when it is switched off. */
export async function acknowledgementWords(ctx: Ctx, language: 'vi' | 'en'): Promise<{ subject: string; body: string } | null> {
  const words = await readSetting(ctx, acknowledgementSetting)
  if (!words.enabled) return null
  return language === 'en' ? { subject: words.subjectEn, body: words.bodyEn } : { subject: words.subjectVi, body: words.bodyVi }
}

/** Older than every window: they count for nothing any more. */
export async function forgetOldAutomatic(ctx: Ctx) {
  await deleteAutomatic(ctx.db, new Date(ctx.now.getTime() - 2 * LONGEST_WINDOW_MINUTES * 60_000))
}
