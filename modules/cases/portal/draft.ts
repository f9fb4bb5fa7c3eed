import { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { hashToken } from '#platform/secrets.ts'
import { deleteDraft, selectDraft, upsertDraft } from '../queries/draft.ts'
import type { Filled } from './form.ts'

const Facts = z.object({
  topic: z.string(),
  text: z.string(),
  wishes: z.array(z.string()),
  name: z.string(),
  phone: z.string(),
  mail: z.string(),
  trap: z.string(),
  seal: z.string(),
  wrong: z.string().optional(),
})

/** What was written, the seal of the photos, and what could not be kept of them. */
export type FormDraft = { filled: Filled; seal: string; wrong?: string }

const hashOf = (sheet: string) => hashToken('cases.draft', sheet)

/** Keeps what was written on this sheet instead of what was there before. */
export async function saveDraft(ctx: Ctx, { filled: { sheet, ...written }, seal, wrong }: FormDraft) {
  await upsertDraft(ctx.db, { hash: hashOf(sheet), facts: Facts.parse({ ...written, seal, wrong }), at: ctx.now })
}

/** What was written on this sheet; undefined when nothing was, it was sent, or it lies too long. */
export async function findDraft(ctx: Ctx, sheet: string): Promise<FormDraft | undefined> {
  const found = await selectDraft(ctx.db, hashOf(sheet))
  if (!found) return undefined
  const { seal, wrong, ...written } = Facts.parse(found.facts)
  return { filled: { sheet, ...written }, seal, wrong }
}

export const dropDraft = (ctx: Ctx, sheet: string) => deleteDraft(ctx.db, hashOf(sheet))
