import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { companyOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { cleaned } from '#platform/contract.ts'
import { emit } from '#platform/events.ts'
import { findFile } from '#platform/files.ts'
import { newId } from '#platform/id.ts'
import { readSetting } from '#platform/settings.ts'
import type { LoggedContact } from '../contract.ts'
import { contactUnderstood } from '../events.ts'
import { type Channel, ContactFacts } from '../facts.ts'
import { textAsHtml } from '../mail/fold.ts'
import { isAddress, sameAddress } from '../mail/headers.ts'
import { insertContact, insertRaw, type Source, selectContact, selectOriginal } from '../queries/contacts.ts'
import { formSetting } from '../settings.ts'
import { text } from '../text.ts'

/** What somebody filled in on the public form. `network` is the sender's address, shortened by us; it never leaves this room. */
export type Form = {
  name: string
  phone?: string
  email?: string
  honorific?: string
  address?: string
  subject: string
  topic?: string
  text: string
  wishes?: string
  fileIds?: readonly string[]
  network?: string
  /** The conversation it goes on with; whoever says so has proven it by the customer's own secret link. */
  conversationId?: string
}

/** What an API client hands in. A key holder vouches for the sender. */
export type FromApi = {
  channel?: Channel
  from: { name?: string; mail?: string; phone?: string }
  subject: string
  text: string
  html?: string
  fileIds?: readonly string[]
  at?: Date
  customerId?: string
}

type Told = Partial<ContactFacts> & Pick<ContactFacts, 'source' | 'channel' | 'from' | 'subject' | 'text'>

/** 403 while the company has closed its form, naming whom to call instead. */
export async function formMustBeOpen(ctx: Ctx) {
  if (!(await readSetting(ctx, formSetting)).enabled) throw text.refusal(403, 'formClosed', (await companyOf(ctx)).hotline)
}

/** The public form. Nothing in it is proven; its sender must be reachable. */
export async function receiveForm(ctx: Ctx, form: Form): Promise<{ contactId: string }> {
  await formMustBeOpen(ctx)
  const phone = cleaned(form.phone ?? '') || null
  const address = mailOf(form.email)
  if (!phone && !address && !form.conversationId) throw text.refusal(422, 'formNeedsReply')
  return keepTold(ctx, form, form.fileIds ?? [], {
    source: 'form',
    channel: 'form',
    from: { name: cleaned(form.name), address, phone, honorific: form.honorific ?? null, street: cleaned(form.address ?? '') || null },
    subject: cleaned(form.subject),
    text: cleaned(form.text),
    topic: form.topic ?? null,
    wishes: cleaned(form.wishes ?? '') || null,
    verified: false,
    network: form.network ? networkOf(form.network) : null,
    threadConversationId: form.conversationId ?? null,
  })
}

export async function receiveApi(ctx: Ctx, given: FromApi): Promise<{ contactId: string }> {
  const from = {
    name: cleaned(given.from.name ?? ''),
    address: mailOf(given.from.mail),
    phone: cleaned(given.from.phone ?? '') || null,
    honorific: null,
    street: null,
  }
  if (!from.address && !from.phone && !given.customerId && !from.name) throw text.refusal(422, 'contactNeedsWhoever')
  return keepTold(ctx, given, given.fileIds ?? [], {
    source: 'api',
    channel: given.channel ?? 'api',
    from,
    subject: cleaned(given.subject),
    text: cleaned(given.text),
    customerId: given.customerId ?? null,
    receivedAt: given.at ?? ctx.now,
  })
}

/** A call, a visit, a letter or a chat that a colleague writes down. */
export async function logContact(ctx: Ctx, given: z.input<typeof LoggedContact>): Promise<{ contactId: string }> {
  const from = {
    name: cleaned(given.from?.name ?? ''),
    address: mailOf(given.from?.mail),
    phone: cleaned(given.from?.phone ?? '') || null,
    honorific: null,
    street: null,
  }
  if (!given.customerId && !from.name && !from.phone && !from.address) throw text.refusal(422, 'contactNeedsWhoever')
  if (!cleaned(given.text)) throw text.refusal(422, 'nothingSaid')
  const at = given.at ? new Date(String(given.at)) : ctx.now
  if (at.getTime() > ctx.now.getTime() + CLOCKS_APART_MS) throw text.refusal(422, 'notYet')
  return keepTold(ctx, given, given.fileIds ?? [], {
    source: 'hand',
    channel: given.channel,
    direction: given.direction ?? 'in',
    from,
    subject: cleaned(given.subject ?? ''),
    text: cleaned(given.text),
    customerId: given.customerId ?? null,
    loggedBy: ctx.me.id,
    answered: given.answered ?? false,
    outcome: given.outcome ?? null,
    receivedAt: new Date(Math.min(at.getTime(), ctx.now.getTime())),
  })
}

/** How far a colleague's clock may be ahead of ours. */
const CLOCKS_APART_MS = 2 * 60_000

function mailOf(given: string | undefined): string | null {
  const address = sameAddress(given ?? '')
  if (!address) return null
  if (!isAddress(address)) throw text.refusal(422, 'wrongAddress')
  return address
}

/** Of an IPv4 address the /24, of an IPv6 the /56: enough to see one sender, too little to be a person. */
export function networkOf(address: string): string {
  const v4 = /(\d+\.\d+\.\d+)\.\d+$/.exec(address)
  return v4 ? `${v4[1]}.0` : address.split(':').slice(0, 4).join(':').slice(0, 40)
}

/** Stores what was told as it was told, and the contact it makes, in one go: nothing has to be understood first. */
async function keepTold(ctx: Ctx, told: object, fileIds: readonly string[], given: Told): Promise<{ contactId: string }> {
  const bytes = Buffer.from(JSON.stringify({ ...told, at: ctx.now, by: ctx.me.id }))
  const [rawId, contactId] = [newId(), newId()]
  const receivedAt = given.receivedAt ?? ctx.now
  const sha256 = createHash('sha256').update(bytes).digest()
  await insertRaw(ctx.db, {
    id: rawId,
    source: given.source as Source,
    mailboxId: null,
    remoteId: null,
    messageId: null,
    sha256,
    envelope: {},
    bytes,
    receivedAt,
  })
  const facts = {
    ...NOTHING_TOLD,
    visibleText: given.text,
    html: textAsHtml(given.text),
    ...given,
    receivedAt,
    attachments: await filesOf(ctx, fileIds),
  }
  await insertContact(ctx.db, {
    id: contactId,
    rawId,
    channel: given.channel,
    state: 'understood',
    reason: null,
    detail: '',
    facts,
    receivedAt,
  })
  emit(ctx, contactUnderstood, { contactId }, { people: [] })
  return { contactId }
}

const NOTHING_TOLD: Omit<
  ContactFacts,
  'contactId' | 'source' | 'channel' | 'receivedAt' | 'from' | 'subject' | 'text' | 'visibleText' | 'html' | 'attachments'
> = {
  direction: 'in',
  to: [],
  cc: [],
  quoted: '',
  messageId: null,
  inReplyTo: [],
  references: [],
  threadConversationId: null,
  automatic: false,
  automaticWhy: null,
  verified: true,
  customerId: null,
  loggedBy: null,
  answered: null,
  outcome: null,
  topic: null,
  wishes: null,
  protection: 'none',
  mailbox: null,
  unitId: null,
  network: null,
  leftOut: [],
}

/** Only one's own unclaimed uploads; whoever takes the contact up claims them. */
async function filesOf(ctx: Ctx, fileIds: readonly string[]): Promise<ContactFacts['attachments']> {
  const files: ContactFacts['attachments'] = []
  for (const id of new Set(fileIds)) {
    const file = await findFile(ctx, id)
    if (file.room !== null || (file.uploadedBy !== ctx.me.id && ctx.me.via !== 'system')) throw text.refusal(422, 'fileNotYours')
    files.push({ fileId: id, name: file.name, mime: file.mime, size: file.size, contentId: null, inline: false })
  }
  return files
}

/** Everything known of an understood contact. Undefined when there is none or it is held. */
export async function contactFacts(ctx: Ctx, contactId: string): Promise<ContactFacts | undefined> {
  const contact = await selectContact(ctx.db, contactId)
  if (contact?.state !== 'understood') return undefined
  return ContactFacts.parse({ ...(contact.facts as object), contactId })
}

/** The bytes as they came, and a name to download them under. */
export async function originalOf(ctx: Ctx, contactId: string): Promise<{ bytes: Buffer; name: string; mime: string }> {
  const original = await selectOriginal(ctx.db, contactId)
  if (!original) throw text.refusal(404, 'notFound')
  const isMail = original.source === 'smtp' || original.source === 'imap'
  return { bytes: original.bytes, name: `${contactId}.${isMail ? 'eml' : 'json'}`, mime: isMail ? 'message/rfc822' : 'application/json' }
}
