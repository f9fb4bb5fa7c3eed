import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { changeSetting, readSettingVersion } from '#platform/settings.ts'
import {
  type addPolicy as AddPolicy,
  type changeLadder as ChangeLadder,
  type changePolicy as ChangePolicy,
  type Policy,
  Target,
} from '../contract.ts'
import { policyChanged } from '../events.ts'
import * as queries from '../queries.ts'
import { ladder } from '../settings.ts'
import { text } from '../text.ts'
import { forgetTargets } from './targets.ts'

type Listed = Awaited<ReturnType<typeof queries.selectPolicies>>[number]

export async function listPolicies(ctx: Ctx): Promise<z.input<typeof Policy>[]> {
  return (await queries.selectPolicies(ctx.db)).map(({ changedBy, changedByName, removedAt: _, ...policy }: Listed) => ({
    ...policy,
    changedBy: changedBy ? { id: changedBy, name: changedByName ?? '' } : null,
  }))
}

export async function addPolicy(ctx: Ctx, target: z.output<typeof AddPolicy.input>) {
  await refuseSame(ctx, target)
  const id = newId()
  await queries.insertPolicy(ctx.db, id, target, { changedAt: ctx.now, changedBy: ctx.me.id })
  await keepVersion(ctx, id, target, 1)
  return { id }
}

export async function changePolicy(ctx: Ctx, { id, version: seen, ...target }: z.output<typeof ChangePolicy.input>) {
  const before = await lockPolicy(ctx, id)
  if (before.version !== seen) throw text.refusal(409, 'policyChanged', await nameOf(ctx, id))
  await refuseSame(ctx, target, id)
  const version = before.version + 1
  await queries.updatePolicy(ctx.db, id, target, { version, changedAt: ctx.now, changedBy: ctx.me.id })
  await keepVersion(ctx, id, target, version)
  return { version }
}

export async function removePolicy(ctx: Ctx, { id }: { id: string }) {
  const before = await lockPolicy(ctx, id)
  const version = before.version + 1
  await queries.markRemoved(ctx.db, id, { version, changedAt: ctx.now, changedBy: ctx.me.id })
  await keepVersion(ctx, id, { ...targetOf(before), enabled: false }, version)
  return { done: true as const }
}

export async function policyHistory(ctx: Ctx, { id }: { id: string }): Promise<z.input<typeof Policy>[]> {
  const versions = await queries.selectHistory(ctx.db, id)
  if (versions.length === 0) throw text.refusal(404, 'unknownPolicy')
  return versions.map(({ policyId, version, target, changedAt, changedBy, changedByName }) => ({
    ...Target.parse(target),
    ...{ id: policyId, version, changedAt },
    changedBy: changedBy ? { id: changedBy, name: changedByName ?? '' } : null,
  }))
}

async function lockPolicy(ctx: Ctx, id: string) {
  const policy = await queries.lockPolicy(ctx.db, id)
  if (!policy) throw text.refusal(404, 'unknownPolicy')
  return policy
}

const targetOf = ({
  kind,
  caseType,
  severity,
  tier,
  channel,
  amount,
  unit,
  workingTime,
  precedence,
  enabled,
  note,
}: queries.PolicyRow): Target => ({
  ...{ kind, caseType, severity, tier, channel, amount, unit, workingTime, precedence, enabled, note },
})

async function keepVersion(ctx: Ctx, id: string, target: Target, version: number) {
  await queries.insertVersion(ctx.db, id, target, { version, changedAt: ctx.now, changedBy: ctx.me.id })
  forgetTargets(ctx)
  emit(ctx, policyChanged, { policyId: id, version })
}

/** Two targets with the same conditions in the same place: nobody could say which holds. */
async function refuseSame(ctx: Ctx, target: Target, id?: string) {
  const key = ({ kind, caseType, severity, tier, channel, precedence }: Omit<Target, 'amount'>) =>
    JSON.stringify([kind, caseType, severity, tier, channel, precedence])
  const others = await queries.selectPolicies(ctx.db)
  if (others.some((other) => other.id !== id && other.enabled && target.enabled && key(other) === key(target)))
    throw text.refusal(409, 'samePolicy')
}

async function nameOf(ctx: Ctx, id: string): Promise<string> {
  const [latest] = await queries.selectHistory(ctx.db, id)
  return latest?.changedByName ?? ''
}

export async function getLadder(ctx: Ctx) {
  const { value, version } = await readSettingVersion(ctx, ladder)
  return { steps: value.steps, version }
}

export async function changeLadder(ctx: Ctx, { steps, version }: z.output<typeof ChangeLadder.input>) {
  if (new Set(steps.map(({ level }) => level)).size !== 4) throw text.refusal(422, 'ladderWrong')
  const sorted = steps.toSorted((a, b) => a.level - b.level)
  return { steps: sorted, version: await changeSetting(ctx, ladder, { steps: sorted }, version) }
}
