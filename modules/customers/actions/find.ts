import type { Ctx } from '#platform/context.ts'
import type { CustomerCard, Preferences } from '../contract/shapes.ts'
import { toCard } from '../facts.ts'
import * as queries from '../queries/find.ts'
import { identityFrom } from '../rules/identity.ts'

/** What other rooms may know of a customer, for deciding; it is nothing to show (see `customerCards`). */
export type CustomerFacts = {
  id: string
  code: string
  kind: 'person' | 'company'
  name: string
  /** Whom one speaks to at a company. */
  contactName: string
  honorific: string
  selfWord: string
  tier: string
  segment: string
  ownerId: string | null
  unitId: string | null
  companyId: string | null
  language: 'vi' | 'en'
  vulnerable: string[]
  noAdvertising: boolean
  preferences: Preferences
}

/** Whoever asks has checked who may know. A merged customer answers with the one they live on in, whose `id` differs from the asked one. */
export async function findCustomer(ctx: Ctx, id: string): Promise<CustomerFacts | undefined> {
  return (await findCustomers(ctx, [id])).get(id)
}

/** By asked id; ids nobody has are absent. */
export async function findCustomers(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CustomerFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await queries.selectFacts(ctx.db, [...new Set(ids)])
  return new Map(rows.map(({ askedId, ...facts }) => [askedId, facts]))
}

/** Cards for a list, by asked id, masked for the one who asks. Whoever asks has checked that they may see these customers. */
export async function customerCards(ctx: Ctx, ids: readonly string[]): Promise<Map<string, CustomerCard>> {
  if (ids.length === 0) return new Map()
  const rows = await queries.selectCards(ctx.db, [...new Set(ids)], ctx.me, ctx.now)
  return new Map(rows.map((row) => [row.askedId, toCard(row)]))
}

/** The raw main mail address, for sending. */
export const customerMail = (ctx: Ctx, id: string): Promise<string | undefined> => queries.selectMain(ctx.db, id, 'mail')

/** The raw main phone in E.164, for calling. */
export const customerPhone = (ctx: Ctx, id: string): Promise<string | undefined> => queries.selectMain(ctx.db, id, 'phone')

/** Whose mail address this is; undefined when nobody's. Nobody is made or changed by it. */
export async function customerOfMail(ctx: Ctx, address: string): Promise<string | undefined> {
  const known = identityFrom('mail', address)
  const [owner] = known ? await queries.selectOwners(ctx.db, [known]) : []
  return owner && (await sameCustomer(ctx, owner.customerId))[0]
}

/** All ids of one customer, merged ones included; the one they live on in first. Only `[id]` when nobody has it. */
export async function sameCustomer(ctx: Ctx, id: string): Promise<string[]> {
  const ids = await queries.selectSame(ctx.db, id)
  return ids.length > 0 ? ids : [id]
}
