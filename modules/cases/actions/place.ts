import { workingHoursOf } from '#clocks'
import { isOpen } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { Channel } from '../contract/shapes.ts'
import type { Why } from '../events.ts'
import { answeringHats } from '../permissions.ts'
import { type Candidate, type Intake, type StoredRule, selectCandidates } from '../queries/intake.ts'
import { chooseAssignee, ruleFor } from '../rules/assign.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'

/** What the rules are asked about a case that comes in. */
export type Arrival = {
  channel: Channel
  severity: number
  /** Subject and first words. */
  said: string
  /** Where the address it was written to belongs; null: nowhere in particular. */
  unitId: string | null
}
export type Placement = { unitId: string; handlerId: string | null; why: Why; rule: string | null; person: string | null }

/** Which unit and which person a case goes to, and why: the first rule that fits, else whoever is least busy where such cases fall. */
export async function placeByRules(ctx: Ctx, intake: Intake, arrival: Arrival): Promise<Placement> {
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
  const candidates = await candidatesFor(ctx, intake, rule, unitId)
  const unit = intake.units[unitId] ?? ''
  const choice = chooseAssignee(rule, candidates, { unit, customerOwnerId: intake.customer?.ownerId ?? null, skill: skillOf(rule, intake) })
  const person = candidates.find(({ id }) => id === choice.personId)
  return {
    // Where whoever handles it works: their lead must see it.
    unitId: person?.unitId ?? unitId,
    handlerId: person?.id ?? null,
    why: because(choice.code, choice.facts),
    rule: rule?.name ?? null,
    person: person?.name ?? null,
  }
}

const skillOf = (rule: StoredRule | undefined, intake: Intake) =>
  rule?.skill === 'type' ? (intake.type?.skill ?? null) : (rule?.skill ?? null)

async function isWorkingTime(ctx: Ctx, { channel, severity, unitId }: Arrival): Promise<boolean> {
  return isOpen(await workingHoursOf(ctx, { channel, severity, unitId }), ctx.now)
}

function candidatesFor(ctx: Ctx, intake: Intake, rule: StoredRule | undefined, unitId: string): Promise<Candidate[]> {
  const alsoIds = [rule?.toCustomerOwner ? intake.customer?.ownerId : null, rule?.personId].filter((id) => id !== null && id !== undefined)
  return selectCandidates(
    ctx.db,
    { unitId: rule?.how === 'pool' ? null : unitId, hats: rule?.hat ? [rule.hat] : answeringHats, skill: skillOf(rule, intake), alsoIds },
    ctx.now,
  )
}
