import type { z } from 'zod'
import { companyOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { fillSavedReply as Fill, previewReply as Preview } from '../contract.ts'
import { replyUsed } from '../events.ts'
import * as queries from '../queries.ts'
import { type FillFacts, fillReply } from '../rules.ts'
import { text } from '../text.ts'

export async function previewReply(ctx: Ctx, { body, ...about }: z.output<typeof Preview.input>) {
  return fillReply(body, await factsFor(ctx, about))
}

/** In the language of the customer where the reply has it, in Vietnamese otherwise. */
export async function fillSavedReply(ctx: Ctx, { id, ...about }: z.output<typeof Fill.input>) {
  const reply = await queries.selectReply(ctx.db, ctx.me, id)
  if (!reply || reply.archivedAt) throw text.refusal(404, 'unknown')
  await queries.countUse(ctx.db, id)
  emit(ctx, replyUsed, { replyId: id }, { people: [] })
  const english = about.language === 'en' && reply.bodyEn !== ''
  return fillReply(english ? reply.bodyEn : reply.body, await factsFor(ctx, { ...about, language: english ? 'en' : 'vi' }))
}

async function factsFor(
  ctx: Ctx,
  { customer, case: matter, language }: Pick<FillFacts, 'customer' | 'case' | 'language'>,
): Promise<FillFacts> {
  const { name, shortName, hotline } = await companyOf(ctx)
  return { language, customer, case: matter, me: { name: ctx.me.name }, company: { name: shortName || name, hotline } }
}
