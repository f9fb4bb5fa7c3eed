import { type Ctx, SYSTEM } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { availabilityDeclared } from '../events.ts'
import * as queries from '../queries.ts'
import { afterwards } from '../rules/people.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { auditWords } from '../text/audit.ts'
import { text } from '../text.ts'
import { getPerson } from './colleagues.ts'

export type Declared = { availability: 'accepting' | 'away' | 'off'; untilAt?: Date | null }

/** I take cases, am away, or off shift; until a moment, if I say so. Never inferred from anything. */
export async function declareAvailability(ctx: Ctx, given: Declared) {
  await declare(ctx, ctx.me.id, given)
  return { availability: given.availability, untilAt: given.untilAt ?? null }
}

export async function declareFor(ctx: Ctx, { id, ...given }: Declared & { id: string }) {
  await declare(ctx, id, given)
  return getPerson(ctx, { id })
}

async function declare(ctx: Ctx, personId: string, { availability, untilAt = null }: Declared, lapsed = false) {
  if (untilAt && untilAt <= ctx.now) throw text.refusal(422, 'untilPassed')
  if (!(await queries.updateAvailability(ctx.db, personId, { availability, at: ctx.now, untilAt })))
    throw text.refusal(404, 'unknownPerson')
  await queries.insertAvailability(ctx.db, { personId, availability, at: ctx.now, untilAt, byId: ctx.me.id, lapsed })
  emit(ctx, availabilityDeclared, { personId, availability, untilAt: untilAt?.toISOString() ?? null })
}

/** What somebody said would last until now is over; answers how many. */
export async function endLapsed(ctx: Ctx): Promise<number> {
  const lapsed = await queries.lockLapsed(ctx.db, ctx.now)
  for (const { id, availability } of lapsed) await declare(ctx, id, { availability: afterwards(availability) }, true)
  return lapsed.length
}

/** What ran out by itself was the house's doing, named in the reader's language. */
export async function availabilityHistory(ctx: Ctx, { id }: { id: string }) {
  const declared = await queries.selectAvailability(ctx.db, id)
  const house = auditWords[ctx.me.language].system
  return declared.map(({ byId, byName, ...rest }) => ({ ...rest, byName: byId === SYSTEM.id ? house : byName }))
}

/** Who takes cases now: declared it, the declaration still holds, has not left. `unitId` includes the units below it. */
export async function availablePeople(ctx: Ctx, { unitId, hat, skill }: { unitId?: string; hat?: string; skill?: string } = {}) {
  const unitIds = unitId ? await queries.selectUnitsBelow(ctx.db, unitId) : undefined
  return queries.selectAvailable(ctx.db, ctx.now, vnDay(ctx.now), { unitIds, hat, skill })
}
