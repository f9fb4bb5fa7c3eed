import type { Ctx } from '#platform/context.ts'
import { noteOnCase } from '../queries/case.ts'
import { lockFor } from './change.ts'

/** Only its handler's reading counts; in a pool nobody's does. */
export async function readCase(ctx: Ctx, { id, unread }: { id: string; unread: boolean }): Promise<{ unread: boolean }> {
  const found = await lockFor(ctx, { id }, 'cases.read')
  if (found.handlerId !== ctx.me.id || found.unread === unread) return { unread: found.unread }
  await noteOnCase(ctx.db, id, { unread })
  return { unread }
}
