import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type * as contract from '../contract/commands.ts'
import { caseSplit } from '../events.ts'
import { deleteCaseMessages, selectCaseMessages, updateCase } from '../queries/case.ts'
import { selectLastSaid } from '../queries/merge.ts'
import { selectDirections } from '../queries/split.ts'
import { tiesText } from '../text/ties.ts'
import { because } from '../text/why.ts'
import { about, lockFor } from './change.ts'
import { readIntake } from './intake.ts'
import { keepSight } from './sight.ts'
import { writeCase } from './write.ts'

/** A second matter in the same conversation becomes a case of its own, with whoever works on the first; it waits since it was first said. */
export async function splitCase(ctx: Ctx, { id, messageIds, subject, move }: z.output<typeof contract.splitCase.input>) {
  const found = await lockFor(ctx, { id }, 'cases.change')
  const all = await selectCaseMessages(ctx.db, id)
  const chosen = all.filter(({ messageId }) => messageIds.includes(messageId))
  if (chosen.length === 0 || chosen.length < new Set(messageIds).size) throw tiesText.refusal(422, 'splitNothing')
  if (move && chosen.length === all.length) throw tiesText.refusal(422, 'splitAll')
  const directions = await selectDirections(ctx.db, messageIds)
  const messages = chosen.map((one) => ({ ...one, direction: directions.get(one.messageId)?.direction ?? ('in' as const) }))
  const firstIn = messages.find(({ direction }) => direction === 'in')
  if (move) await deleteCaseMessages(ctx.db, id, messageIds)
  const { channel, severity, customerId, unitId, handlerId, ownerId, isTest } = found
  const written = await writeCase(ctx, {
    ...{ channel, severity, customerId, unitId, handlerId, ownerId, isTest, subject, messages },
    intake: await readIntake(ctx, { typeCode: found.typeCode, customerId }),
    preview: directions.get(messages.at(-1)?.messageId ?? '')?.said ?? '',
    why: because('split', { code: found.code }),
    at: firstIn?.at ?? messages[0]?.at ?? ctx.now,
    outbound: !firstIn,
    byPerson: true,
    saidBefore: true,
  })
  if (move) await rewrite(ctx, found)
  await keepSight(ctx, { id: written.id, customerId, handlerId })
  emit(
    ctx,
    caseSplit,
    { caseId: found.id, intoId: written.id, messageIds: [...messageIds] },
    { ...(await about(ctx, found)), others: true },
  )
  return { id: written.id, code: written.code }
}

/** The first case without what left it. */
async function rewrite(ctx: Ctx, found: { id: string; lastAt: Date; preview: string }) {
  const said = await selectLastSaid(ctx.db, found.id)
  const { lastInAt = null, lastOutAt = null, lastOutBy = null } = said ?? {}
  const rest = { lastAt: said?.lastAt ?? found.lastAt, preview: said?.preview ?? found.preview }
  await updateCase(ctx.db, found.id, { lastInAt, lastOutAt, lastOutBy, ...rest })
}
