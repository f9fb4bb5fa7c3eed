import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { logContact as LogContact, writeNote as WriteNote } from '../contract.ts'
import { messageReceived, noteWritten } from '../events.ts'
import { deleteDraft } from '../queries/drafts.ts'
import { selectColleagues } from '../queries/read.ts'
import { insertMentions, insertMessage, type NewMessage, touchConversation } from '../queries/write.ts'
import { kindOf } from '../rules/thread.ts'
import { text } from '../text.ts'
import { seen } from './read.ts'
import { attachmentsOf } from './reply.ts'

type Note = z.output<typeof WriteNote.input>

/** For colleagues only. Whoever is mentioned is told; a note answers nobody and meets no clock. */
export async function writeNote(ctx: Ctx, input: Partial<Note> & Pick<Note, 'id' | 'text'>) {
  const conversation = await seen(ctx, input.id, 'conversations.note')
  const mentioned = [...new Set(input.mentions ?? [])]
  if (mentioned.length > 0 && (await selectColleagues(ctx.db, mentioned)).length !== mentioned.length)
    throw text.refusal(422, 'mentionUnknown')
  const message: NewMessage = {
    ...{
      id: newId(),
      conversationId: input.id,
      direction: 'note',
      kind: 'comment',
      authorId: ctx.me.id,
      from: { name: ctx.me.name, address: '' },
      to: [],
      cc: [],
    },
    ...{ subject: '', text: input.text, visibleText: input.text, quoted: '', html: null, verified: true, facts: {}, at: ctx.now },
    attachments: await attachmentsOf(ctx, input.fileIds ?? [], input.id),
  }
  await insertMessage(ctx.db, message)
  await insertMentions(ctx.db, message.id, mentioned)
  await deleteDraft(ctx.db, { conversationId: input.id, personId: ctx.me.id, mode: 'note' })
  const facts = { messageId: message.id, conversationId: input.id, personId: ctx.me.id, mentioned, at: ctx.now }
  const people = [...new Set([...conversation.seenByPeople, ...mentioned])]
  emit(ctx, noteWritten, facts, { customerId: conversation.customerId, ownId: input.id, units: conversation.seenByUnits, people })
  return { messageId: message.id }
}

type Logged = z.output<typeof LogContact.input>

/** What the customer said outside, noted down in this conversation by a colleague. */
export async function logContact(ctx: Ctx, input: Partial<Logged> & Pick<Logged, 'id' | 'text'>) {
  const conversation = await seen(ctx, input.id, 'conversations.reply')
  const { id, channel, customerId, subject, seenByUnits, seenByPeople } = conversation
  const at = input.at && input.at < ctx.now ? input.at : ctx.now
  const answered = input.answered ?? false
  const message: NewMessage = {
    ...{
      id: newId(),
      conversationId: id,
      direction: 'in',
      kind: kindOf(channel),
      from: { name: conversation.customerName ?? '', address: '' },
      to: [],
      cc: [],
    },
    ...{ subject, text: input.text, visibleText: input.text, quoted: '', html: null, verified: true, at },
    facts: { loggedBy: ctx.me.id, answered },
    attachments: await attachmentsOf(ctx, input.fileIds ?? [], id),
  }
  await insertMessage(ctx.db, message)
  await touchConversation(ctx.db, id, at)
  const facts = {
    messageId: message.id,
    conversationId: id,
    channel,
    customerId,
    automatic: false,
    verified: true,
    isNewConversation: false,
    at,
  }
  emit(
    ctx,
    messageReceived,
    { ...facts, answeredInContact: answered, loggedBy: ctx.me.id },
    { customerId, units: seenByUnits, people: seenByPeople },
  )
  return { messageId: message.id }
}
