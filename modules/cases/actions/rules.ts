import type { z } from 'zod'
import { findPerson, HATS, poolOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import type * as contract from '../contract/settings.ts'
import { selectOpenUnit } from '../queries/intake.ts'
import * as queries from '../queries/settings.ts'
import { settingsText } from '../text/settings.ts'
import { whyWords } from '../text/why.ts'
import { text } from '../text.ts'
import { readIntake } from './intake.ts'
import { placeByRules } from './place.ts'
import { told } from './settings.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>
type RuleInput = Asked<typeof contract.addRule>
const DONE = { done: true as const }

/** What a rule names must exist now; later it may go, and the rule then finds nobody and says so. */
async function refuseUnknown(ctx: Ctx, { condition, personId, unitId, hat }: RuleInput) {
  const person = personId ? await findPerson(ctx, personId) : undefined
  if (personId && (!person || person.leftAt)) throw text.refusal(404, 'unknownPerson')
  if (unitId && !(await selectOpenUnit(ctx.db, unitId))) throw text.refusal(404, 'unknownUnit')
  if (hat && !HATS.some((known) => known === hat)) throw settingsText.refusal(422, 'unknownHat')
  const types = new Set(condition.types)
  if ((await queries.selectKnownTypes(ctx.db, [...types])).length < types.size) throw text.refusal(422, 'unknownType')
}

export async function addRule(ctx: Ctx, rule: RuleInput) {
  await refuseUnknown(ctx, rule)
  const { id } = await queries.insertRule(ctx.db, rule)
  told(ctx, 'rule', id, undefined, rule)
  return { id }
}

export async function changeRule(ctx: Ctx, { id, ...rule }: Asked<typeof contract.changeRule>) {
  const before = (await queries.lockRules(ctx.db)).find((one) => one.id === id)
  if (!before) throw settingsText.refusal(404, 'unknownSetting')
  await refuseUnknown(ctx, rule)
  await queries.updateRule(ctx.db, id, rule)
  told(ctx, 'rule', id, before, rule)
  return DONE
}

export async function removeRule(ctx: Ctx, { id }: { id: string }) {
  const before = (await queries.lockRules(ctx.db)).find((one) => one.id === id)
  if (!before) throw settingsText.refusal(404, 'unknownSetting')
  await queries.deleteRule(ctx.db, id)
  told(ctx, 'rule', id, before)
  return DONE
}

/** All of them in their new order; a list that is no longer whole is refused. */
export async function orderRules(ctx: Ctx, { ids }: Asked<typeof contract.orderRules>) {
  const before = (await queries.lockRules(ctx.db)).map(({ id }) => id)
  if (ids.length !== before.length || !before.every((id) => ids.includes(id))) throw settingsText.refusal(409, 'orderStale')
  await queries.updateOrder(ctx.db, ids)
  told(ctx, 'rule', null, { order: before }, { order: ids })
  return DONE
}

/** What would become of such a case now. Looks only; no number is taken. */
export async function tryRules(ctx: Ctx, { channel, type, severity, tier, segment, text: said }: Asked<typeof contract.tryRules>) {
  const intake = await readIntake(ctx, { typeCode: type, customerId: null, isTrial: true })
  const customer = { id: '', name: '', language: 'vi', ownerId: null, unitId: null, tier: tier ?? '', segment: segment ?? '' }
  const placed = await placeByRules(ctx, { ...intake, customer }, { channel, severity, said, unitId: null })
  const why = whyWords(placed.why) ?? { vi: '', en: '' }
  return { rule: placed.rule, unit: (await poolOf(ctx, placed.unitId))?.name ?? '', person: placed.person, why }
}
