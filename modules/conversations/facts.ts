import type { Attachment, Message, Party } from './contract.ts'
import type { Waits } from './events.ts'
import type { MessageRow } from './queries/read.ts'

/** A row as the contract tells it. */
export function toMessage(row: MessageRow): Message {
  const { facts, recipients } = row
  return {
    id: row.id,
    conversationId: row.conversationId,
    channel: channelOf(row.channel),
    direction: row.direction,
    kind: row.kind,
    author: row.authorId && row.authorName ? { id: row.authorId, name: row.authorName, grade: row.authorGrade } : null,
    from: { name: row.fromName, address: row.fromAddress },
    sender: row.sender,
    to: recipients.to ?? [],
    cc: recipients.cc ?? [],
    subject: row.subject,
    text: row.visibleText,
    quoted: row.quoted,
    html: row.html,
    verified: row.verified,
    automatic: facts.automatic ?? row.kind === 'automatic',
    answered: facts.answered ?? false,
    delivery: row.delivery,
    deliveryDetail: row.deliveryDetail,
    undoUntil: row.delivery === 'queued' && facts.undoUntil ? new Date(facts.undoUntil) : null,
    sendAt: row.delivery === 'queued' && facts.sendAt ? new Date(facts.sendAt) : null,
    mentions: row.mentions,
    attachments: row.attachments,
    hasOriginal: row.contactId !== null,
    at: row.at,
  }
}

const CHANNELS = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'] as const
const channelOf = (given: string): Message['channel'] => CHANNELS.find((known) => known === given) ?? 'other'

/** Everything a higher room may want to know of one message, notes included; whoever asks has checked who may see it. */
export type MessageFacts = {
  id: string
  conversationId: string
  contactId: string | null
  channel: Message['channel']
  direction: Message['direction']
  kind: Message['kind']
  customerId: string | null
  authorId: string | null
  from: Party
  to: Party[]
  cc: Party[]
  subject: string
  /** What is new in it; `text` is everything. */
  visibleText: string
  text: string
  html: string | null
  automatic: boolean
  verified: boolean
  answered: boolean
  /** Said with somebody a message was passed on to, not with the customer of the matter. */
  withThirdParty: boolean
  /** Ours, and it answers nobody before it leaves. */
  waits: Waits | null
  mailbox: string
  attachments: Attachment[]
  seenByUnits: string[]
  seenByPeople: string[]
  at: Date
}

export function toFacts(row: MessageRow): MessageFacts {
  const { id, conversationId, direction, kind, from, to, cc, subject, html, automatic, verified, answered, attachments, at, channel } =
    toMessage(row)
  const { contactId, customerId, authorId, visibleText, text, mailbox, seenByUnits, seenByPeople, withThirdParty } = row
  const waits = row.facts.waits ?? null
  const said = { from, to, cc, subject, visibleText, text, html, automatic, verified, answered, withThirdParty, waits, attachments, at }
  return { id, conversationId, contactId, channel, direction, kind, customerId, authorId, mailbox, seenByUnits, seenByPeople, ...said }
}
