import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { listSuspended as listContract } from '../contract.ts'
import { contactReceived, contactSuspended } from '../events.ts'
import { type Envelope, insertContact, lockContact, selectForgotten, selectHeld, selectHeldOne } from '../queries/contacts.ts'
import { text } from '../text.ts'
import { readAgain, understandAgain } from './understand.ts'

type Shown = {
  from?: { name?: string; address?: string | null }
  subject?: string
  visibleText?: string
  attachments?: { name: string }[]
}

export async function listSuspended(ctx: Ctx, { after, limit, reason }: z.output<typeof listContract.input>) {
  const [from] = decodeCursor(after, 1) ?? []
  const rows = await selectHeld(ctx.db, { after: from ? String(from) : undefined, limit, reasons: reason })
  const { items, next } = cutPage(rows, limit, ({ id }) => [id])
  return { items: items.map(shown), next }
}

function shown({ id, state, reason, detail, facts, size, receivedAt, envelope }: Awaited<ReturnType<typeof selectHeld>>[number]) {
  const { from, subject, visibleText = '', attachments = [] } = facts as Shown
  const sender = [from?.name, from?.address].filter(Boolean).join(' · ') || ((envelope as Envelope).from ?? '')
  return {
    id,
    state: state === 'spam' ? ('spam' as const) : ('suspended' as const),
    reason: reason ?? '',
    detail,
    from: sender,
    subject: subject ?? '',
    preview: visibleText,
    attachments: attachments.map(({ name }) => name),
    size,
    receivedAt,
  }
}

/** Of what is shown of one held mail so much, in characters. */
const WHOLE = 20_000

export async function readSuspended(ctx: Ctx, { id }: { id: string }) {
  const row = await selectHeldOne(ctx.db, id)
  if (!row) throw text.refusal(404, 'notFound')
  const facts = shown(row)
  // What could not be read once is not read at every look: a mail may take its reader to the limit.
  const mail = UNREAD.has(facts.reason) ? undefined : await readAgain(ctx, id)
  return { ...facts, text: (mail?.text ?? facts.preview).slice(0, WHOLE) }
}
const UNREAD: ReadonlySet<string> = new Set(['broken', 'tooLarge', 'tooSlow'])

/** Reads a held mail again by the same rules, if wished with another encoding. */
export async function rerunSuspended(ctx: Ctx, { id, charset }: { id: string; charset?: string }) {
  return released(ctx, id, { charset })
}

/** A person vouches: only what cannot be read at all, or names no sender, stays held. */
export async function notSpam(ctx: Ctx, { id }: { id: string }) {
  return released(ctx, id, { vouched: true })
}

async function released(ctx: Ctx, id: string, reading: { charset?: string; vouched?: boolean }) {
  const contact = await lockContact(ctx.db, id)
  if (!contact) throw text.refusal(404, 'notFound')
  if (contact.state !== 'suspended' && contact.state !== 'spam') throw text.refusal(409, 'alreadyReleased')
  const { state, reason } = await understandAgain(ctx, contact, reading)
  return { state, reason }
}

/** The net below the reactions: what nobody looked at after two minutes is announced again, after half an hour it is held where people see it. */
export async function rememberForgotten(ctx: Ctx) {
  const before = (minutes: number) => new Date(ctx.now.getTime() - minutes * 60_000)
  const forgotten = await selectForgotten(ctx.db, before(2), 100)
  for (const { id, receivedAt } of forgotten) {
    if (receivedAt > before(30)) emit(ctx, contactReceived, { rawId: id }, { people: [] })
    else await hold(ctx, id, receivedAt)
  }
  return 0
}

async function hold(ctx: Ctx, rawId: string, receivedAt: Date) {
  const contactId = newId()
  await insertContact(ctx.db, {
    id: contactId,
    rawId,
    channel: 'mail',
    state: 'suspended',
    reason: 'broken',
    detail: 'never finished',
    facts: {},
    receivedAt,
  })
  emit(ctx, contactSuspended, { contactId, reason: 'broken' })
}
