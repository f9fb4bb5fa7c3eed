import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { permissionTable } from '#platform/permission.ts'
import { hatsChanged } from '../events.ts'
import * as queries from '../queries.ts'
import type { HatGiven } from '../rules/people.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { text } from '../text.ts'
import { getPerson, lockColleague, refuseGuarded, refuseWrongHats } from './colleagues.ts'
import { poolsChanged } from './pools.ts'

export async function changeHats(ctx: Ctx, { id, hats }: { id: string; hats: readonly HatGiven[] }) {
  refuseWrongHats(hats)
  if (id === ctx.me.id && !ctx.me.hats.includes('administrator')) throw text.refusal(403, 'ownHats')
  await lockColleague(ctx, id)
  refuseGuarded(
    ctx,
    hats.map(({ hat }) => hat),
  )
  const keepsAdministration = hats.some(({ hat, untilDate }) => hat === 'administrator' && !untilDate)
  if (!keepsAdministration) await guardLastAdministrator(ctx, id)
  const [before] = await queries.selectPeopleById(ctx.db, vnDay(ctx.now), [id])
  await wear(ctx, id, before?.hats.map(({ hat }) => hat) ?? [], hats)
  return getPerson(ctx, { id })
}

export async function wear(ctx: Ctx, personId: string, before: readonly string[], hats: readonly HatGiven[]) {
  const today = vnDay(ctx.now)
  await queries.replaceHats(
    ctx.db,
    personId,
    hats.map(({ hat, share, main, fromDate = today, untilDate = null }) => ({ hat, share, main, fromDate, untilDate })),
  )
  await poolsChanged(ctx)
  const shares = Object.fromEntries(hats.map(({ hat, share }) => [hat, share]))
  emit(ctx, hatsChanged, { personId, before: [...before], after: hats.map(({ hat }) => hat), shares })
}

/** The table every request is held against, for people to read. */
export const listPowers = async ({ house }: Ctx) =>
  Object.entries(permissionTable(house.rooms)).map(([permission, hats]) => ({ permission, hats }))

/**
 * Refuses to take away the last administrator, or the last who can sign in. Two who do it to each other at once wait for one another;
 * the second sees what the first left.
 */
export async function guardLastAdministrator(ctx: Ctx, personId: string) {
  await queries.lockAdministrators(ctx.db)
  const administrators = await queries.selectAdministrators(ctx.db)
  const one = administrators.find(({ id }) => id === personId)
  if (!one) return
  const others = administrators.filter(({ id, userId }) => id !== personId && (one.userId === null || userId !== null))
  if (others.length === 0) throw text.refusal(409, 'lastAdministrator')
}
