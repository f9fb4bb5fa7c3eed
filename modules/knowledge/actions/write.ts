import type { z } from 'zod'
import { unitsBelow } from '#org'
import type { Ctx } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { changeReply as ChangeReply, NewReply } from '../contract.ts'
import { NewReply as Shape } from '../contract.ts'
import { replyAdded, replyArchived, replyChanged, replyRestored } from '../events.ts'
import * as queries from '../queries.ts'
import { seeds } from '../seeds.ts'
import { text } from '../text.ts'
import { mayKeep } from './read.ts'

/** Saves a reply; 409 when its shortcut is taken in the same circle, 403 beyond one's reach. */
export async function addSavedReply(ctx: Ctx, given: NewReply): Promise<{ id: string }> {
  const reply = await placed(ctx, Shape.parse(given))
  const made = await queries.insertReply(ctx.db, { ...reply, id: newId(), createdBy: ctx.me.id, at: ctx.now })
  if (!made) throw text.refusal(409, 'shortcutTaken', reply.shortcut)
  emit(ctx, replyAdded, { replyId: made.id })
  return { id: made.id }
}

export async function changeReply(ctx: Ctx, { id, version, ...given }: z.output<typeof ChangeReply.input>) {
  const before = await kept(ctx, id)
  if (before.archivedAt) throw text.refusal(409, 'archived')
  if (before.version !== version) throw text.refusal(409, 'changedMeanwhile')
  const reply = await placed(ctx, given)
  if (await queries.isShortcutTaken(ctx.db, reply, id)) throw text.refusal(409, 'shortcutTaken', reply.shortcut)
  const next = await queries.updateReply(ctx.db, id, reply, ctx.now)
  // What one keeps for oneself is nobody else's to read.
  const isOwn = before.scope === 'own' || reply.scope === 'own'
  emit(ctx, replyChanged, { replyId: id, ...(isOwn ? {} : difference(before, reply)) })
  return { version: next }
}

export async function archiveReply(ctx: Ctx, { id }: { id: string }) {
  const before = await kept(ctx, id)
  if (!before.archivedAt) {
    await queries.updateReply(ctx.db, id, { archivedAt: ctx.now }, ctx.now)
    emit(ctx, replyArchived, { replyId: id })
  }
  return { done: true as const }
}

export async function restoreReply(ctx: Ctx, { id }: { id: string }) {
  const before = await kept(ctx, id)
  if (before.archivedAt) {
    if (await queries.isShortcutTaken(ctx.db, before, id)) throw text.refusal(409, 'shortcutTaken', before.shortcut)
    await queries.updateReply(ctx.db, id, { archivedAt: null }, ctx.now)
    emit(ctx, replyRestored, { replyId: id })
  }
  return { done: true as const }
}

/** A new house begins with the words of seeds.ts, unless somebody was faster. */
export async function furnishReplies(ctx: Ctx) {
  if (await queries.existsReply(ctx.db)) return
  for (const seed of seeds) await addSavedReply(ctx, seed)
}

async function kept(ctx: Ctx, id: string) {
  const reply = await queries.lockReply(ctx.db, ctx.me, id)
  if (!reply) throw text.refusal(404, 'unknown')
  if (!mayKeep(ctx, reply)) throw text.refusal(403, 'notYourReach')
  return reply
}

/** Whose it is follows from its circle. */
async function placed(ctx: Ctx, given: z.output<typeof Shape>) {
  const unitId = given.scope === 'unit' ? (given.unitId ?? ctx.me.teamIds[0] ?? null) : null
  const ownerId = given.scope === 'own' ? ctx.me.id : null
  if (given.scope === 'unit' && (!unitId || (await unitsBelow(ctx, unitId)).length === 0)) throw text.refusal(422, 'noUnit')
  const reply = { ...given, unitId, ownerId }
  if (!mayKeep(ctx, reply)) throw text.refusal(403, 'notYourReach')
  return reply
}
