import { type ContactFacts, contactFacts, ourAddresses } from '#channels'
import { customerOfMail, recogniseCustomer } from '#customers'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { claimFiles } from '#platform/files.ts'
import { newId } from '#platform/id.ts'
import { messageReceived, replySent } from '../events.ts'
import { selectConversation, selectMessageOfContact, selectOwnThread, selectParticipants } from '../queries/read.ts'
import { insertMessage, insertThread, type NewMessage, touchConversation } from '../queries/write.ts'
import { isOutsider, kindOf } from '../rules/thread.ts'

const ANYONE = { units: [], people: [] }

/** What came on some channel becomes a message: of the thread it proves to belong to, else of a new conversation. Once per contact. */
export async function receiveContact(ctx: Ctx, { contactId }: { contactId: string }) {
  if (await selectMessageOfContact(ctx.db, contactId)) return
  const facts = await contactFacts(ctx, contactId)
  // Held or gone again since it was announced: it comes anew when somebody lets it through.
  if (!facts) return
  const thread = await threadOf(ctx, facts)
  const written = thread ? await joinThread(ctx, facts, thread) : await openThread(ctx, facts)
  if (written) announce(ctx, facts, written)
}

type Thread = { id: string; customerId: string | null; seenByUnits: string[]; seenByPeople: string[] }
type Written = { message: NewMessage; customerId: string | null; isNew: boolean; seenBy: { units: string[]; people: string[] } }

/** A signed id proves that somebody has our mail; only a participant's address may thread in with it. A person of the house, or our own page, may say where. */
async function threadOf(ctx: Ctx, facts: ContactFacts): Promise<Thread | undefined> {
  const named = facts.threadConversationId
  const everything = { me: ctx.me, scope: 'all' } as const
  const thread = named ? await selectConversation(ctx.db, named, everything) : undefined
  if (thread) {
    const known = (await selectParticipants(ctx.db, thread.id)).map(({ address }) => address)
    return isOutsider(facts, known) ? undefined : thread
  }
  const own = [...facts.inReplyTo, ...facts.references]
  if (facts.source !== 'smtp' && facts.source !== 'imap') return undefined
  if (own.length === 0 || !facts.from.address) return undefined
  const found = await selectOwnThread(ctx.db, own.slice(-50), facts.from.address)
  return found && selectConversation(ctx.db, found.conversationId, everything)
}

async function joinThread(ctx: Ctx, facts: ContactFacts, thread: Thread): Promise<Written | undefined> {
  const message = messageOf(facts, thread.id)
  if (!(await insertMessage(ctx.db, message))) return undefined
  await touchConversation(ctx.db, thread.id, message.at)
  await claim(ctx, message)
  return { message, customerId: thread.customerId, isNew: false, seenBy: { units: thread.seenByUnits, people: thread.seenByPeople } }
}

async function openThread(ctx: Ctx, facts: ContactFacts): Promise<Written | undefined> {
  const id = newId()
  const message = messageOf(facts, id)
  const customerId = await customerOf(ctx, facts)
  const own = await ourAddresses(ctx)
  const isMail = facts.direction === 'in' && facts.from.address !== null && !own.has(facts.from.address)
  const people = isMail ? [{ name: message.from.name, address: message.from.address, role: 'customer' as const }] : []
  const conversation = {
    id,
    channel: facts.channel,
    customerId,
    subject: facts.subject,
    mailbox: facts.mailbox ?? '',
    at: message.at,
    seenBy: ANYONE,
  }
  // Two processes at one contact: the second is refused by the database, comes again and finds the message.
  await insertThread(ctx.db, conversation, message, people)
  await claim(ctx, message)
  return { message, customerId, isNew: true, seenBy: { units: [], people: [] } }
}

/** A machine's mail makes no customer, and changes none, but is that of whoever has its address; whoever only gave a name makes one all the same. */
async function customerOf(ctx: Ctx, facts: ContactFacts): Promise<string | null> {
  if (facts.customerId) return facts.customerId
  const { name, address, phone, honorific } = facts.from
  const identities = [
    ...(address ? [{ kind: 'mail' as const, value: address, verified: facts.verified }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: phone, verified: facts.source === 'hand' }] : []),
  ]
  if (facts.automatic) return address ? ((await customerOfMail(ctx, address)) ?? null) : null
  if (identities.length === 0 && !name) return null
  const customer = await recogniseCustomer(ctx, {
    identities,
    name,
    honorific: honorific ?? undefined,
    address: facts.from.street ?? undefined,
  })
  return customer.id
}

function messageOf(facts: ContactFacts, conversationId: string): NewMessage {
  const { from, direction } = facts
  return {
    id: newId(),
    conversationId,
    contactId: facts.contactId,
    direction,
    kind: kindOf(facts.channel),
    authorId: direction === 'out' ? facts.loggedBy : null,
    from: { name: from.name, address: from.address ?? from.phone ?? '' },
    to: facts.to,
    cc: facts.cc,
    subject: facts.subject,
    text: facts.text,
    visibleText: facts.visibleText,
    quoted: facts.quoted,
    html: facts.html,
    verified: isTheirs(facts, conversationId),
    messageId: facts.messageId,
    facts: { automatic: facts.automatic, answered: facts.answered ?? false, loggedBy: facts.loggedBy },
    at: facts.receivedAt,
    attachments: facts.attachments,
  }
}

/** False: it carries a thread of ours that is not theirs, or the world says that its sender is somebody else. Forms prove nothing and claim nothing. */
const isTheirs = ({ source, verified, threadConversationId }: ContactFacts, conversationId: string) =>
  (threadConversationId === null || threadConversationId === conversationId) && (verified || source === 'form')

const claim = (ctx: Ctx, { conversationId, attachments }: NewMessage) =>
  claimFiles(
    ctx,
    attachments.map(({ fileId }) => fileId),
    { room: 'conversations', subjectId: conversationId },
  )

function announce(ctx: Ctx, facts: ContactFacts, { message, customerId, isNew, seenBy }: Written) {
  const about = { customerId, ownId: message.conversationId, ...seenBy }
  const common = { messageId: message.id, conversationId: message.conversationId, at: message.at }
  if (facts.direction === 'out') {
    if (facts.loggedBy) emit(ctx, replySent, { ...common, personId: facts.loggedBy, next: 'nothing', isFirst: isNew }, about)
    return
  }
  const { channel, automatic, loggedBy } = facts
  const rest = {
    channel,
    automatic,
    loggedBy,
    verified: message.verified,
    isNewConversation: isNew,
    answeredInContact: facts.answered ?? false,
  }
  emit(ctx, messageReceived, { ...common, customerId, ...rest }, about)
}
