import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { MOST_BYTES, storeFile } from '#platform/files.ts'
import { newId } from '#platform/id.ts'
import { markBounced } from '#platform/outbox.ts'
import { readSetting } from '#platform/settings.ts'
import { Refusal } from '#platform/text.ts'
import { contactSuspended, contactUnderstood } from '../events.ts'
import type { ContactFacts } from '../facts.ts'
import { reader, Unreadable } from '../mail/aside.ts'
import type { Attachment } from '../mail/attachments.ts'
import { proofOf } from '../mail/authenticity.ts'
import { automaticWhy, signal } from '../mail/automatic.ts'
import { type Bounce, bounceOf } from '../mail/bounce.ts'
import type { ParsedMail } from '../mail/parse.ts'
import { threadOf } from '../mail/thread.ts'
import {
  type Envelope,
  insertContact,
  type State,
  selectContactOfRaw,
  selectOriginal,
  selectRaw,
  updateContact,
} from '../queries/contacts.ts'
import { selectColleague } from '../queries/mail.ts'
import { mailSetting } from '../settings.ts'
import { text } from '../text.ts'
import { ourAddresses, threadKey } from './us.ts'

export type Outcome = { state: State; reason: string | null; detail: string; facts: object }
type Raw = { id: string; source: string; bytes: Buffer; envelope: Envelope; receivedAt: Date }
/** `vouched`: a person looked at a held mail and let it through. */
type Reading = { charset?: string; vouched?: boolean }

/** What came is read and becomes a contact, or is held with its reason. */
export async function understandReceived(ctx: Ctx, { rawId }: { rawId: string }) {
  if (await selectContactOfRaw(ctx.db, rawId)) return
  const raw = await selectRaw(ctx.db, rawId)
  if (!raw) return
  const contactId = newId()
  const outcome = await outcomeOf(ctx, { ...raw, envelope: raw.envelope as Envelope })
  const isFirst = await insertContact(ctx.db, { id: contactId, rawId, channel: 'mail', receivedAt: raw.receivedAt, ...outcome })
  if (isFirst) announce(ctx, contactId, outcome)
}

/** Reads a held mail again; answers what became of it. */
export async function understandAgain(ctx: Ctx, contact: { id: string; rawId: string }, reading: Reading): Promise<Outcome> {
  const raw = await selectRaw(ctx.db, contact.rawId)
  if (!raw) throw text.refusal(404, 'notFound')
  const outcome = await outcomeOf(ctx, { ...raw, envelope: raw.envelope as Envelope }, reading)
  await updateContact(ctx.db, contact.id, { ...outcome, decidedBy: ctx.me.id, decidedAt: ctx.now })
  announce(ctx, contact.id, outcome)
  return outcome
}

/** What the original says, read with another encoding if given; nothing is changed by it. Undefined when it is no mail or cannot be read. */
export async function readAgain(
  ctx: Ctx,
  contactId: string,
  charset?: string,
): Promise<(Pick<ContactFacts, 'subject' | 'text' | 'visibleText' | 'quoted' | 'html'> & { from: { name: string } }) | undefined> {
  const original = await selectOriginal(ctx.db, contactId)
  if (!original || !isMail(original.source)) return undefined
  try {
    const mail = await reader().read(original.bytes, charset)
    return { subject: mail.subject, ...wordsOf(ctx, mail), from: { name: mail.from?.name ?? '' } }
  } catch (error) {
    if (error instanceof Unreadable) return undefined
    throw error
  }
}

/** Of a held mail so much is shown: enough to tell a customer from a swindler. */
const PREVIEW = 600

const isMail = (source: string) => source === 'smtp' || source === 'imap'

function announce(ctx: Ctx, contactId: string, { state, reason }: Outcome) {
  if (state === 'understood') emit(ctx, contactUnderstood, { contactId }, { people: [] })
  if (state === 'suspended' || state === 'spam') emit(ctx, contactSuspended, { contactId, reason: reason ?? state })
}

async function outcomeOf(ctx: Ctx, raw: Raw, reading: Reading = {}): Promise<Outcome> {
  let mail: ParsedMail
  try {
    mail = await reader().read(raw.bytes, reading.charset)
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    return { state: 'suspended', reason: error.reason, detail: error.message.slice(0, 300), facts: {} }
  }
  const shown = {
    from: { name: mail.from?.name ?? '', address: mail.from?.address ?? null },
    subject: mail.subject,
    // Whoever decides whether it is let in must see what it says.
    visibleText: wordsOf(ctx, mail).visibleText.slice(0, PREVIEW),
    attachments: mail.attachments.map(({ name }) => ({ name })),
  }
  if (raw.envelope.cut)
    return { state: 'suspended', reason: 'tooLarge', detail: `${Math.ceil(raw.envelope.cut / 1_048_576)} MB`, facts: shown }
  const held = await holdReason(ctx, mail, raw, reading.vouched ?? false)
  return held ? { ...held, facts: shown } : { state: 'understood', reason: null, detail: '', facts: await factsOf(ctx, mail, raw) }
}

/** Why this mail does not go its usual way, if so. */
async function holdReason(ctx: Ctx, mail: ParsedMail, raw: Raw, vouched: boolean): Promise<Omit<Outcome, 'facts'> | null> {
  const held = (reason: string, detail = '') => ({ state: 'suspended' as const, reason, detail })
  const bounce = bounceOf(mail, raw.envelope.from ?? null)
  if (bounce && !vouched)
    return (await returned(ctx, bounce)) ? { state: 'bounce', reason: bounce.outcome, detail: '' } : held('bounceUnknown')
  if (!mail.from) return held('noSender')
  if (vouched) return null
  if (mail.senders > 1) return held('ambiguousSender', String(mail.senders))
  if ((await ourAddresses(ctx)).has(mail.from.address)) return held('loop', mail.from.address)
  const { authservId } = await readSetting(ctx, mailSetting)
  const { dmarc } = proofOf(mail, authservId)
  if ((await selectColleague(ctx.db, mail.from.address)) && dmarc !== 'pass') return held('staffNotProven', `DMARC: ${dmarc}`)
  if (/^yes\b/i.test(signal(mail.signals, 'x-spam-flag') ?? '')) return { state: 'spam', reason: 'spam', detail: 'X-Spam-Flag' }
  return null
}

/** A mail of ours that came back: its sender is told by the state of that mail. False when it was none of ours. */
async function returned(ctx: Ctx, bounce: Bounce): Promise<boolean> {
  if (bounce.outcome !== 'failed') return true
  const detail = bounce.recipients.map(({ address, status, detail }) => [address, status, detail].filter(Boolean).join(' ')).join('; ')
  for (const id of bounce.about) if (await markBounced(ctx, id.replace(/^<|>$/g, ''), detail || 'returned')) return true
  return false
}

async function factsOf(ctx: Ctx, mail: ParsedMail, raw: Raw): Promise<Omit<ContactFacts, 'contactId'>> {
  const us = await ourAddresses(ctx)
  const recipients = [...mail.to, ...mail.cc].map(({ address }) => address).concat(raw.envelope.to ?? [])
  const mailbox = recipients.find((address) => us.has(address)) ?? raw.envelope.to?.[0] ?? null
  const why = automaticWhy(mail, raw.envelope.from ?? null, new Set(us.keys()))
  const { authservId } = await readSetting(ctx, mailSetting)
  const { dmarc } = proofOf(mail, authservId)
  const { attachments, leftOut } = await keepAttachments(ctx, mail)
  return {
    source: raw.source === 'imap' ? 'imap' : 'smtp',
    channel: 'mail',
    direction: 'in',
    receivedAt: raw.receivedAt,
    from: { name: mail.from?.name ?? '', address: mail.from?.address ?? null, phone: null, honorific: null, street: null },
    to: mail.to,
    cc: mail.cc,
    subject: mail.subject,
    ...wordsOf(ctx, mail),
    attachments,
    leftOut: [...mail.leftOut, ...leftOut],
    messageId: mail.messageId,
    inReplyTo: mail.inReplyTo,
    references: mail.references,
    threadConversationId: threadOf(threadKey(ctx), { inReplyTo: mail.inReplyTo, references: mail.references, recipients }),
    automatic: why !== null,
    automaticWhy: why,
    verified: dmarc === 'pass' || dmarc === 'unknown',
    customerId: null,
    loggedBy: null,
    answered: null,
    outcome: null,
    topic: null,
    wishes: null,
    protection: mail.protection,
    mailbox,
    unitId: (mailbox && us.get(mailbox)) || null,
    network: null,
  }
}

/** Sealed mail says so in words; nothing else is ever put into a customer's mouth. */
function wordsOf({ me }: Ctx, { body, sealed, protection }: ParsedMail): Pick<ContactFacts, 'text' | 'visibleText' | 'quoted' | 'html'> {
  if (!sealed) return { text: body.text, visibleText: body.visible, quoted: body.quoted, html: body.html }
  const note = text[me.language][protection === 'smime' ? 'sealedSmime' : 'sealedPgp']
  const said = [note, body.text].filter(Boolean).join('\n\n')
  return { text: said, visibleText: said, quoted: '', html: null }
}

async function keepAttachments(ctx: Ctx, mail: ParsedMail): Promise<Pick<ContactFacts, 'attachments' | 'leftOut'>> {
  const attachments: ContactFacts['attachments'] = []
  const leftOut: string[] = []
  for (const one of mail.attachments) {
    if (one.bytes.length === 0 || one.bytes.length > MOST_BYTES) leftOut.push(one.name)
    else attachments.push(await keep(ctx, one))
  }
  return { attachments, leftOut }
}

async function keep(ctx: Ctx, { name, bytes, contentId, inline }: Attachment): Promise<ContactFacts['attachments'][number]> {
  try {
    const file = await storeFile(ctx, { name, bytes })
    return { fileId: file.id, name: file.name, mime: file.mime, size: file.size, contentId, inline }
  } catch (error) {
    // No room on the disk is no answer to a mail: it is read again later.
    if (error instanceof Refusal && error.status === 507) throw new Error('no room for attachments', { cause: error })
    throw error
  }
}
