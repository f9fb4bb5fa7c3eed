import { z } from 'zod'
import { unsentOf } from '#conversations'
import type { Matter, Told } from '#customers'
import type { Named } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { Unsent } from '../contract.ts'
import { selectCalled, selectCasesOf, selectMatters } from '../queries/matters.ts'
import { linkOf } from './find.ts'

const Said = z.object({ messageId: z.uuid() })

/** Of a customer's history: which case each event is about, for those the reader may see, and how it was said. */
export async function mattersOf(ctx: Ctx, events: readonly Told[]): Promise<ReadonlyMap<string, Matter>> {
  const asked = events.flatMap(({ id, caseId, facts }) =>
    caseId ? [{ id, caseId, messageId: Said.safeParse(facts).data?.messageId ?? null }] : [],
  )
  const found = await selectMatters(ctx.db, asked, ctx.me)
  return new Map(found.map(({ id, ...matter }) => [id, matter]))
}

/** What I have begun and not sent, each with the case it belongs to where I may still see one. */
export async function listUnsent(ctx: Ctx): Promise<Unsent[]> {
  const drafts = await unsentOf(ctx)
  if (drafts.length === 0) return []
  const found = await selectCasesOf(
    ctx.db,
    drafts.map(({ conversationId }) => conversationId),
    ctx.me,
  )
  const cases = new Map(found.map(({ conversationId, ...one }) => [conversationId, one]))
  return drafts.map((draft) => ({ ...draft, case: cases.get(draft.conversationId) ?? null }))
}

/** What the audit calls the cases among these ids that the reader may see. */
export async function namesOfCases(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const found = await selectCalled(ctx.db, ids, ctx.me)
  return new Map(found.map(({ id, code, subject }) => [id, { label: `${code} · ${subject}`, to: linkOf(code) }]))
}
