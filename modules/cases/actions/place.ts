import { workingHoursOf } from '#clocks'
import { isOpen, poolOf, vnDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { Channel } from '../contract/shapes.ts'
import type { Why } from '../events.ts'
import { answeringHats } from '../permissions.ts'
import { type Intake, type StoredRule, selectDesks, type WantedDesks } from '../queries/intake.ts'
import { chooseAssignee, ruleFor } from '../rules/assign.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'
import type { Desks } from './desks.ts'

/** What the rules are asked about a case that comes in. */
export type Arrival = {
  channel: Channel
  severity: number
  /** Subject and first words. */
  said: string
  /** Where the address it was written to belongs; null: nowhere in particular. */
  unitId: string | null
}
/** Whose a case is, and whose screens show it at once. */
export type Place = { unitId: string; handlerId: string | null; ownerId: string; units: readonly string[]; why: Why }
export type Placement = Place & { rule: string | null; person: string | null }

/**
 * Which unit and which person a case goes to, and why: the first rule that fits, else whoever is least busy where such cases fall. `desks`: asked about
 * them already, perhaps.
 */
export async function placeByRules(
  ctx: Ctx,
  intake: Intake,
  arrival: Arrival,
  desks: Desks = (wanted) => selectDesks(ctx.db, wanted, ctx.now),
): Promise<Placement> {
  const rule = ruleFor(intake.rules, {
    channel: arrival.channel,
    type: intake.type?.code ?? null,
    severity: arrival.severity,
    tier: intake.customer?.tier ?? null,
    segment: intake.customer?.segment ?? null,
    open: intake.rules.some(({ condition }) => condition.hours !== 'any') ? await isWorkingTime(ctx, arrival) : true,
    text: arrival.said,
  })
  const unitId = rule?.unitId ?? arrival.unitId ?? intake.customer?.unitId ?? intake.defaultUnit
  if (!unitId) throw text.refusal(409, 'noUnit')
  const waiting = await waitingIn(ctx, unitId)
  const candidates = await desks(wantedDesks(ctx, intake, rule, waiting.units))
  const choice = chooseAssignee(rule, candidates, {
    unit: waiting.unit,
    customerOwnerId: intake.customer?.ownerId ?? null,
    skill: skillOf(rule, intake),
  })
  const person = candidates.find(({ id }) => id === choice.personId)
  return {
    // Where whoever handles it works: their lead must see it.
    ...(person ? desk(person.id, person.unitId ?? unitId) : { ownerId: waiting.ownerId, units: waiting.units, unitId, handlerId: null }),
    why: because(choice.code, choice.facts),
    rule: rule?.name ?? null,
    person: person?.name ?? null,
  }
}

/** On somebody's desk: who works on it answers for it. */
export const desk = (personId: string, unitId: string) => ({ unitId, handlerId: personId, ownerId: personId, units: [unitId] })

/** In the pool of a unit whoever leads there answers for it, and those below may know of it too. */
export async function waitingIn(ctx: Ctx, unitId: string): Promise<Pick<Place, 'ownerId' | 'units'> & { unit: string }> {
  const pool = await poolOf(ctx, unitId)
  return { ownerId: pool?.accountableId ?? ctx.me.id, units: pool?.unitIds ?? [], unit: pool?.name ?? '' }
}

const skillOf = (rule: StoredRule | undefined, intake: Intake) =>
  rule?.skill === 'type' ? (intake.type?.skill ?? null) : (rule?.skill ?? null)

async function isWorkingTime(ctx: Ctx, { channel, severity, unitId }: Arrival): Promise<boolean> {
  return isOpen(await workingHoursOf(ctx, { channel, severity, unitId }), ctx.now)
}

function wantedDesks(ctx: Ctx, intake: Intake, rule: StoredRule | undefined, units: readonly string[]): WantedDesks {
  const alsoIds = [rule?.toCustomerOwner ? intake.customer?.ownerId : null, rule?.personId].filter((id) => id !== null && id !== undefined)
  const hats = rule?.hat ? [rule.hat] : answeringHats
  return { unitIds: rule?.how === 'pool' ? [] : units, hats, skill: skillOf(rule, intake), alsoIds, today: vnDay(ctx.now) }
}
