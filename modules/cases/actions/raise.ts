import type { z } from 'zod'
import type { clockChanged, clockReached } from '#clocks'
import { leadsOfUnit } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type * as contract from '../contract/commands.ts'
import { type Changed, Tier } from '../contract/shapes.ts'
import { caseAssigned, tierRaised } from '../events.ts'
import { type Case, lockCase, noteOnCase, updateCase } from '../queries/case.ts'
import { selectWearing } from '../queries/people.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'
import { about, changed, lockFor } from './change.ts'
import { dueColumns, nearestColumns } from './clocks.ts'
import { setSnooze } from './later.ts'
import { leadsOfCase, tell, words, wordsOf } from './tell.ts'
import { bringIn, handedOver, handOn, isDone } from './who.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>
type Reached = z.output<typeof clockReached.facts>

const TIERS = Tier.options
const above = (tier: Tier): Tier | undefined => TIERS[TIERS.indexOf(tier) + 1]

/** Who stands at a tier: L2 the lead of the unit, L3 whoever leads the department, L4 the board. Nobody of these: whoever leads the unit. */
async function peopleAt(ctx: Ctx, { unitId }: Pick<Case, 'unitId'>, tier: Tier): Promise<string[]> {
  const hat = tier === 'L3' ? 'care_manager' : tier === 'L4' ? 'board' : null
  const wearing = hat ? await selectWearing(ctx.db, [hat], ctx.now) : []
  return wearing.length > 0 ? wearing : (await leadsOfUnit(ctx, unitId)).map(({ id }) => id)
}

/** Handed up by a person: somebody of the tier above works on it; whoever answers for it stays. */
export async function raiseTier(ctx: Ctx, input: Asked<typeof contract.raiseTier>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.change')
  if (isDone(found)) throw text.refusal(409, 'doneAlready')
  const to = above(found.tier)
  if (!to) throw text.refusal(409, 'topTier')
  const people = await peopleAt(ctx, found, to)
  const handlerId = people.find((id) => id !== found.handlerId) ?? found.handlerId
  const giving = { handlerId, ownerId: found.ownerId, unitId: found.unitId, why: because('raised', { tier: to }) }
  const version = await updateCase(ctx.db, found.id, {
    ...handedOver(ctx, found, giving),
    tier: to,
    unread: true,
    ...(await nearestColumns(ctx, found.id)),
  })
  await handOn(ctx, found, giving)
  if (found.handlerId && found.handlerId !== handlerId) await bringIn(ctx, { ...found, handlerId }, [found.handlerId], 'wrote')
  const reason = `${input.reason} · ${input.tried} · ${input.asked}`
  emit(ctx, tierRaised, { caseId: found.id, from: found.tier, to, by: 'person', reason }, await about(ctx, found, [handlerId]))
  const { ownerId, unitId, why } = giving
  if (handlerId !== found.handlerId)
    emit(
      ctx,
      caseAssigned,
      { caseId: found.id, handlerId, formerHandlerId: found.handlerId, ownerId, unitId, why },
      await about(ctx, found, [handlerId]),
    )
  await tell(ctx, found, { to: people, kind: 'escalated', title: wordsOf('raisedToYou', to), detail: { vi: reason, en: reason } })
  return changed(ctx, found, version)
}

/** The ladder of deadlines: what nobody works on is told at half time, the lead is warned at 80 %, each breach raises a tier. A snooze wakes. */
export async function climb(ctx: Ctx, reached: Reached) {
  if (reached.subject.room !== 'cases') return
  const found = await lockCase(ctx.db, reached.subject.id)
  if (!found || found.mergedIntoId || isDone(found) || found.isSpam) return
  if (reached.kind === 'snooze') return wake(ctx, found, reached.clockId)
  // An appointment that has come is not late yet.
  if (reached.kind === 'follow_up' && reached.level < 150) return
  const dedupe = `cases:${reached.clockId}:${reached.level}`
  if (reached.level === 50) {
    if (!found.handlerId)
      await tell(ctx, found, { to: await leadsOfCase(ctx, found), kind: 'clock_warning', title: words('waitsForYou'), dedupe })
    return
  }
  if (reached.level === 80)
    return tell(ctx, found, { to: await leadsOfCase(ctx, found), kind: 'clock_warning', title: words('clockWarning'), dedupe })
  await tell(ctx, found, { to: await leadsOfCase(ctx, found), kind: 'clock_breached', title: words('clockBreached'), dedupe })
  if (['first_response', 'next_response', 'resolution'].includes(reached.kind)) await raiseByClock(ctx, found, dedupe)
}

async function wake(ctx: Ctx, found: Case, clockId: string) {
  if (!found.snoozedUntil) return
  await setSnooze(ctx, found, null, '')
  await noteOnCase(ctx.db, found.id, { unread: true })
  await tell(ctx, found, {
    to: [found.handlerId ?? found.ownerId],
    kind: 'clock_warning',
    title: words('backAgain'),
    dedupe: `cases:${clockId}:100`,
  })
}

/** The tier goes up and those who stand there are told; whoever works on it and whoever answers for it stay. */
async function raiseByClock(ctx: Ctx, found: Case, dedupe: string) {
  const to = above(found.tier)
  if (!to) return
  const people = await peopleAt(ctx, found, to)
  await updateCase(ctx.db, found.id, { tier: to })
  const others = people.filter((id) => id !== found.handlerId && id !== found.ownerId)
  await bringIn(ctx, found, others, 'invited')
  emit(ctx, tierRaised, { caseId: found.id, from: found.tier, to, by: 'clock', reason: '' }, await about(ctx, found, people))
  const detail = { vi: `${text.vi.raisedByClock} · ${found.code}`, en: `${text.en.raisedByClock} · ${found.code}` }
  await tell(ctx, found, { to: people, kind: 'escalated', title: wordsOf('raisedToYou', to), detail, dedupe: `${dedupe}:raised` })
}

/** What bites first is other than it was, though nobody here asked. */
export async function followClocks(ctx: Ctx, { subject, nearest }: z.output<typeof clockChanged.facts>) {
  if (subject.room === 'cases') await noteOnCase(ctx.db, subject.id, dueColumns(nearest))
}
