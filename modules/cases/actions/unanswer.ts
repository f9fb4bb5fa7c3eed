import type { z } from 'zod'
import { conversationFacts, type replyCancelled } from '#conversations'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { answerTakenBack } from '../events.ts'
import { type Case, type CaseChange, deleteMessage, lockCase, selectCaseOfMessage, selectLastAnswer, updateCase } from '../queries/case.ts'
import { selectMoveAt } from '../queries/changes.ts'
import { selectLastSaid } from '../queries/merge.ts'
import { settleOffered } from '../queries/promises.ts'
import { text } from '../text.ts'
import { about } from './change.ts'
import { nearestColumns, reviveFor } from './clocks.ts'
import { moveCase } from './move.ts'
import { reopen } from './status.ts'

type TakenBack = z.output<typeof replyCancelled.facts>

/** An answer was taken back before it left: the customer waits as before, and what the answer did besides is taken back with it. */
export async function unanswerCase(ctx: Ctx, taken: TakenBack) {
  const { messageId, conversationId, at, scheduled } = taken
  const caseId = await selectCaseOfMessage(ctx.db, messageId)
  const found = caseId ? await lockCase(ctx.db, caseId) : undefined
  if (!found) return
  const since = await deleteMessage(ctx.db, messageId)
  const isAside = (await conversationFacts(ctx, conversationId))?.withThirdParty
  const said = await selectLastSaid(ctx.db, found.id)
  const lastAt = said?.lastAt ?? found.lastAt
  emit(ctx, answerTakenBack, { caseId: found.id, messageId, at, scheduled }, await about(ctx, found))
  // It was still to leave: nothing had come of it.
  if (scheduled) return
  if (isAside || !since) return updateCase(ctx.db, found.id, { lastAt })
  await settleOffered(ctx.db, found.id, messageId, at)
  const before = await selectLastAnswer(ctx.db, found.id)
  const change = { lastOutAt: before?.at ?? null, lastOutBy: before?.authorId ?? null, lastAt, preview: said?.preview ?? '' }
  // Somebody answered once more after it: that answer stands, and so does what it did.
  if (before && before.at > since) return updateCase(ctx.db, found.id, change)
  const waits = Boolean(said?.lastInAt && (!before || said.lastInAt > before.at))
  await reviveFor(ctx, found.id, since)
  await moveBack(ctx, found, taken, since, {
    ...change,
    unread: waits && found.handlerId !== taken.personId,
    ...(found.firstResponseAt?.getTime() === since.getTime() ? { firstResponseAt: null } : {}),
  })
}

/** Where the case stood before the answer, if the answer moved it and nobody has moved it since. */
async function moveBack(ctx: Ctx, found: Case, { next, at }: TakenBack, since: Date, change: CaseChange) {
  const reason = text.vi.replyTakenBack
  const moved = await selectMoveAt(ctx.db, found.id, { to: found.statusId, at: since })
  if (!moved) return updateCase(ctx.db, found.id, { ...change, ...(await nearestColumns(ctx, found.id)) })
  const stood = { to: moved.categoryFrom, statusId: moved.from, note: reason }
  if (next !== 'done' || found.category !== 'resolved') return moveCase(ctx, found, { ...stood, change })
  await reopen(ctx, found, { by: 'person', reason, at, waits: false, change })
  const open = await lockCase(ctx.db, found.id)
  if (open && stood.to !== 'new' && stood.statusId !== open.statusId) await moveCase(ctx, open, stood)
}
