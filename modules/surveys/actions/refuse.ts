import { sameCustomer } from '#customers'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { hashToken } from '#platform/secrets.ts'
import { surveysRefused } from '../events.ts'
import * as queries from '../queries.ts'
import { daysAfter, REFUSAL_DAYS } from '../rules.ts'
import { text } from '../text.ts'

export const REFUSE = 'surveys.refuse'

/** The customer a "no more surveys" link belongs to; the same 404 for whatever is none of ours. */
export async function refusalBy(ctx: Ctx, token: unknown) {
  const asked = await queries.selectByRefusalHash(ctx.db, hashToken(REFUSE, token))
  if (!asked?.sentAt || daysAfter(asked.sentAt, REFUSAL_DAYS) <= ctx.now) throw text.refusal(404, 'unknownLink')
  return asked
}

/** They are asked no more. Said twice it stays said. */
export async function refuseSurveys(ctx: Ctx, token: unknown) {
  const asked = await refusalBy(ctx, token)
  const [customerId] = asked.customerId ? await sameCustomer(ctx, asked.customerId) : []
  if (customerId && (await queries.insertRefusal(ctx.db, customerId, ctx.now)))
    emit(ctx, surveysRefused, { customerId, at: ctx.now }, { customerId, people: [] })
  return asked
}
