import { z } from 'zod'
import { endpoint, paged, pageInput, typed } from '#platform/contract.ts'
import { Delivery, Next } from './events.ts'

const Id = z.object({ id: z.uuid() })
const Done = z.object({ done: z.literal(true) })
const Channel = z.enum(['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'])

/** A name and an address outside the house. */
export const Party = z.object({ name: z.string(), address: z.string() })
export type Party = z.infer<typeof Party>

const PartyInput = z.object({ name: typed(200).default(''), address: z.email().max(254).toLowerCase() })
const Parties = z.array(PartyInput).max(50)

/** A file of a message. `id` is the file's: GET /api/v1/files/:id, `?thumb=1` for its thumbnail. */
export const Attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  mime: z.string(),
  size: z.number(),
  contentId: z.string().nullable(),
  inline: z.boolean(),
})
export type Attachment = z.infer<typeof Attachment>

/** One message of a thread, as `Thread` of '#conversations/places' draws it and as the lists of higher rooms carry it. */
export const Message = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  channel: Channel,
  direction: z.enum(['in', 'out', 'note']),
  kind: z.enum(['message', 'call', 'visit', 'letter', 'comment', 'automatic', 'forward']),
  /** The colleague who wrote or logged it. */
  author: z.object({ id: z.uuid(), name: z.string(), grade: z.string().nullable() }).nullable(),
  /** Whom it says it is from, as it came. */
  from: Party,
  /** The customer of the conversation, when it is they who wrote: shown instead of what their mail calls them. Null: somebody else, or nobody knows. */
  sender: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  to: z.array(Party),
  cc: z.array(Party),
  subject: z.string(),
  /** What was said now, without quoted history and signature. */
  text: z.string(),
  /** History and signature, folded behind "…"; null when there is none. */
  quoted: z.string().nullable(),
  /** Sanitised; history carries `data-quote`, remote pictures `data-remote-src`, enclosed ones `data-cid`. */
  html: z.string().nullable(),
  /** False: it carried our thread id, but its sender was no participant of that thread. Agents are warned. */
  verified: z.boolean(),
  automatic: z.boolean(),
  /** A logged contact that was answered on the spot. */
  answered: z.boolean(),
  delivery: Delivery.nullable(),
  deliveryDetail: z.string(),
  /** Until when its author may take it back. */
  undoUntil: z.coerce.date().nullable(),
  /** When it will leave, if it was written to leave later. */
  sendAt: z.coerce.date().nullable(),
  mentions: z.array(z.object({ id: z.uuid(), name: z.string() })),
  attachments: z.array(Attachment),
  /** The original can be downloaded at GET /conversations/messages/:id/original, by permission. */
  hasOriginal: z.boolean(),
  at: z.coerce.date(),
})
export type Message = z.infer<typeof Message>

/** Everything the composer needs to know before the first key. */
export const Conversation = z.object({
  id: z.uuid(),
  channel: Channel,
  subject: z.string(),
  customerId: z.uuid().nullable(),
  customerName: z.string(),
  /** It began with a message passed on: whoever answers in it is not the customer, and nothing said in it answers the customer. */
  withThirdParty: z.boolean(),
  /** Whom one speaks to: the customer, or at a company its contact person; "company" where nobody is named there. */
  called: z.object({ name: z.string(), kind: z.enum(['person', 'company']) }),
  /** How the customer is addressed, and how we call ourselves: "chị", "em". Empty when unknown. */
  honorific: z.string(),
  selfWord: z.string(),
  /** Mail leaves the house from here; otherwise a reply is a logged contact. */
  sends: z.boolean(),
  /** Whom a reply goes to, and whom a reply to all goes to. `cc`: the customer, where somebody else wrote last. */
  to: z.array(Party),
  cc: z.array(Party),
  allTo: z.array(Party),
  allCc: z.array(Party),
  /** Addresses of the customer in this conversation. */
  customers: z.array(Party),
  /** What will stand below the text. */
  signature: z.string(),
  /** The newest message; send it back with a reply, so that a colleague's answer in between is noticed. */
  lastMessageId: z.uuid().nullable(),
  firstAt: z.coerce.date(),
  lastAt: z.coerce.date(),
})
export type Conversation = z.infer<typeof Conversation>

export const readConversation = endpoint('GET /conversations/:id', {
  needs: 'conversations.read',
  says: 'One conversation: its channel, its customer, whom a reply would go to and what is signed below it.',
  input: Id,
  reply: Conversation,
})

export const listConversations = endpoint('GET /conversations', {
  needs: 'conversations.read',
  says: 'Conversations of one customer, newest first.',
  input: z.object({ ...pageInput, customerId: z.uuid() }),
  reply: paged(
    z.object({
      id: z.uuid(),
      channel: Channel,
      subject: z.string(),
      preview: z.string(),
      firstAt: z.coerce.date(),
      lastAt: z.coerce.date(),
    }),
  ),
})

export const listMessages = endpoint('GET /conversations/:id/messages', {
  needs: 'conversations.read',
  says: 'Messages of a conversation, newest first.',
  input: Id.extend(pageInput),
  reply: paged(Message),
})

export const startConversation = endpoint('POST /conversations', {
  needs: 'conversations.reply',
  says: 'Writes first: opens a conversation with a customer and sends its first mail.',
  status: 201,
  input: z.object({
    customerId: z.uuid(),
    subject: typed(300).pipe(z.string().min(1)),
    text: typed(50_000).pipe(z.string().min(1)),
    to: Parties.optional(),
    cc: Parties.default([]),
    fileIds: z.array(z.uuid()).max(20).default([]),
    sendAt: z.coerce.date().optional(),
  }),
  reply: z.object({ conversationId: z.uuid(), messageId: z.uuid(), undoUntil: z.coerce.date().nullable() }),
})

/* Replies */

export const ReplyInput = z.object({
  text: typed(50_000).pipe(z.string().min(1)),
  /** Left out: whoever wrote last (or everybody, with `replyAll`), and the customer by a copy. */
  to: Parties.min(1).optional(),
  cc: Parties.optional(),
  replyAll: z.boolean().default(false),
  /** Files uploaded before. One named in the text as `![name](cid:file-id)` stands there, the others follow. */
  fileIds: z.array(z.uuid()).max(20).default([]),
  /** Leave later. At most 30 days ahead. */
  sendAt: z.coerce.date().optional(),
  /** The newest message on screen while writing. When a colleague has answered since: 409 `conversations.answeredMeanwhile` with facts {who, at, messageId}; with `next` done also when the customer wrote since: 409 `conversations.customerWroteMeanwhile` with {at, messageId}. */
  lastMessageId: z.uuid().optional(),
  /** Send although a colleague has answered. */
  anyway: z.boolean().default(false),
  next: Next.default('nothing'),
  /** `mail`: sends mail even where the channel itself cannot send; `log`: only notes down what was said. Left out: as the channel does. */
  by: z.enum(['mail', 'log']).optional(),
})

const Written = z.object({
  messageId: z.uuid(),
  delivery: Delivery.nullable(),
  undoUntil: z.coerce.date().nullable(),
  sendAt: z.coerce.date().nullable(),
})

export const writeReply = endpoint('POST /conversations/:id/replies', {
  needs: 'conversations.reply',
  says: 'Answers: by mail where the channel sends, else as a logged contact. Can be undone for ten seconds.',
  status: 201,
  input: ReplyInput.extend({ id: z.uuid() }),
  reply: Written,
})

export const undoReply = endpoint('POST /conversations/messages/:id/cancellation', {
  needs: 'conversations.reply',
  says: 'Takes back a reply that has not left yet; its text goes back to the draft.',
  input: Id,
  reply: z.object({ text: z.string() }),
})

export const resendReply = endpoint('POST /conversations/messages/:id/resending', {
  needs: 'conversations.reply',
  says: 'Sends a mail again that bounced, or whose fate is unknown.',
  input: Id.extend({ to: Parties.min(1).optional() }),
  reply: Written,
})

export const forwardMessage = endpoint('POST /conversations/messages/:id/forwarding', {
  needs: 'conversations.reply',
  says: 'Forwards a message to somebody else, in a conversation of its own.',
  status: 201,
  input: Id.extend({
    to: Parties.min(1),
    cc: Parties.default([]),
    text: typed(50_000),
    withAttachments: z.boolean().default(true),
    fileIds: z.array(z.uuid()).max(20).default([]),
  }),
  reply: Written.extend({ conversationId: z.uuid() }),
})

export const logContact = endpoint('POST /conversations/:id/contacts', {
  needs: 'conversations.reply',
  says: 'Notes down what the customer said outside: on the phone, at the counter, in a chat.',
  status: 201,
  input: Id.extend({
    text: typed(50_000).pipe(z.string().min(1)),
    at: z.coerce.date().optional(),
    answered: z.boolean().default(false),
    fileIds: z.array(z.uuid()).max(20).default([]),
  }),
  reply: z.object({ messageId: z.uuid() }),
})

/* Notes and drafts */

export const writeNote = endpoint('POST /conversations/:id/notes', {
  needs: 'conversations.note',
  says: 'Writes an internal note; whoever is mentioned is told. The customer never sees it.',
  status: 201,
  input: Id.extend({
    text: typed(20_000).pipe(z.string().min(1)),
    mentions: z.array(z.uuid()).max(30).default([]),
    fileIds: z.array(z.uuid()).max(20).default([]),
  }),
  reply: z.object({ messageId: z.uuid() }),
})

export const DraftMode = z.enum(['reply', 'note'])
export type DraftMode = z.infer<typeof DraftMode>

export const Draft = z.object({
  mode: DraftMode,
  text: z.string(),
  to: z.array(Party),
  cc: z.array(Party),
  files: z.array(Attachment),
  version: z.number(),
  changedAt: z.coerce.date(),
})
export type Draft = z.infer<typeof Draft>

export const readDrafts = endpoint('GET /conversations/:id/drafts', {
  needs: 'conversations.note',
  says: 'My own drafts in a conversation.',
  input: Id,
  reply: z.array(Draft),
})

export const saveDraft = endpoint('PUT /conversations/:id/drafts/:mode', {
  needs: 'conversations.note',
  says: 'Keeps what I am writing. 409 `conversations.draftChanged` with facts {text, version, changedAt} when another window of mine saved since.',
  quiet: 'an unsent draft, saved every two seconds',
  input: Id.extend({
    mode: DraftMode,
    text: z
      .string()
      .max(100_000)
      .transform((given) => given.toWellFormed().replaceAll('\u0000', '').normalize('NFC')),
    to: Parties.default([]),
    cc: Parties.default([]),
    fileIds: z.array(z.uuid()).max(20).default([]),
    /** The version this text was written upon; 0 when there was none. */
    version: z.int().min(0),
  }),
  reply: z.object({ version: z.number(), changedAt: z.coerce.date() }),
})

export const discardDraft = endpoint('DELETE /conversations/:id/drafts/:mode', {
  needs: 'conversations.note',
  says: 'Throws my draft away.',
  quiet: 'an unsent draft',
  input: Id.extend({ mode: DraftMode }),
  reply: Done,
})

/* The original */

export const decodeAgain = endpoint('POST /conversations/messages/:id/decoding', {
  needs: 'channels.original',
  says: 'Reads the original again with another encoding, when its letters came out wrong.',
  input: Id.extend({ charset: z.string().min(2).max(40) }),
  reply: Message,
})
