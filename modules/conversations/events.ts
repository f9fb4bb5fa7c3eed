import { z } from 'zod'
import { event } from '#platform/events.ts'

export const Delivery = z.enum(['queued', 'sending', 'sent', 'deferred', 'bounced', 'unknown', 'cancelled'])
export type Delivery = z.infer<typeof Delivery>

/** What should become of the matter once the reply is out: nothing, wait for the customer, or be done. */
export const Next = z.enum(['nothing', 'wait', 'done'])
export type Next = z.infer<typeof Next>

/** Why a reply answers nobody before it leaves: it was written for later, or it came back. */
export const Waits = z.enum(['later', 'returned'])
export type Waits = z.infer<typeof Waits>
const Waited = z.object({ why: Waits, since: z.coerce.date() })

/** Somebody outside said something, on whatever channel. `at` is when they said it. */
export const messageReceived = event(
  'conversations.messageReceived',
  z.object({
    messageId: z.uuid(),
    conversationId: z.uuid(),
    channel: z.string(),
    customerId: z.uuid().nullable(),
    /** Written by a machine: opens or joins a case, gets no answer and meets nothing. */
    automatic: z.boolean(),
    /** False: it carried our thread id, but its sender was no known participant of that thread. */
    verified: z.boolean(),
    isNewConversation: z.boolean(),
    at: z.coerce.date(),
    /** A contact logged by hand that the colleague answered on the spot. */
    answeredInContact: z.boolean(),
    /** The colleague who logged it by hand. */
    loggedBy: z.uuid().nullable(),
  }),
)

/** A reply was written to leave later: nobody is answered yet. `replySent` tells that it left, `replyCancelled` that it never will. */
export const replyScheduled = event(
  'conversations.replyScheduled',
  z.object({
    messageId: z.uuid(),
    conversationId: z.uuid(),
    personId: z.uuid(),
    at: z.coerce.date(),
    sendAt: z.coerce.date(),
    /** As in `replySent`. */
    isFirst: z.boolean(),
  }),
)

/**
 * A colleague answered (a person, in public). Of an ordinary reply it is told when it is queued, and `replyCancelled` takes it back within the undo time; of one
 * that was written for later, or that had come back and was sent again, once it has left.
 */
export const replySent = event(
  'conversations.replySent',
  z.object({
    messageId: z.uuid(),
    conversationId: z.uuid(),
    personId: z.uuid(),
    at: z.coerce.date(),
    next: Next,
    /** A first contact of ours in a conversation nobody outside has written in yet. */
    isFirst: z.boolean(),
    /** Set: it was told of before, as written for later (since when it waited) or as come back. */
    waited: Waited.nullable().default(null),
  }),
)

export const replyCancelled = event(
  'conversations.replyCancelled',
  z.object({
    messageId: z.uuid(),
    conversationId: z.uuid(),
    personId: z.uuid(),
    at: z.coerce.date(),
    next: Next,
    /** It was to leave later, so it had answered nobody. */
    scheduled: z.boolean().default(false),
  }),
)

/** A reply came back: those it was meant for never got it, whatever became of its copies. It may be sent again. */
export const replyReturned = event(
  'conversations.replyReturned',
  z.object({ messageId: z.uuid(), conversationId: z.uuid(), personId: z.uuid(), at: z.coerce.date() }),
)

export const noteWritten = event(
  'conversations.noteWritten',
  z.object({ messageId: z.uuid(), conversationId: z.uuid(), personId: z.uuid(), mentioned: z.array(z.uuid()), at: z.coerce.date() }),
)

/**
 * A message went on to somebody else in a conversation of its own, so that their answer comes back into the matter
 * but never into the customer's thread. The case of `fromMessageId` should take `messageId` in.
 */
export const messageForwarded = event(
  'conversations.messageForwarded',
  z.object({
    messageId: z.uuid(),
    conversationId: z.uuid(),
    fromMessageId: z.uuid(),
    fromConversationId: z.uuid(),
    personId: z.uuid(),
    at: z.coerce.date(),
  }),
)

/** How far one of our mails got. */
export const deliveryChanged = event(
  'conversations.deliveryChanged',
  z.object({
    messageId: z.uuid(),
    conversationId: z.uuid(),
    delivery: Delivery,
    /** It came back, and not only a copy of it. */
    missed: z.boolean().default(false),
  }),
)
