import type { z } from 'zod'
import type { Ctx, Me, Scope } from '#platform/context.ts'
import type { Everything } from '#platform/database.ts'
import { emit } from '#platform/events.ts'
import type { me as AskMe, changeMe as ChangeMe } from '../contract/me.ts'
import { personChanged } from '../events.ts'
import * as queries from '../queries.ts'
import { narrowed } from '../rules/hats.ts'
import { initialsOf } from '../rules/people.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { text } from '../text.ts'
import { companyNow } from './company.ts'

/** Somebody who works here, as `Me` without the permissions; undefined for nobody and for who has left. `asMe` completes it. */
export const personById = (db: Everything, id: string, now: Date) => queries.selectMe(db, vnDay(now), { id })
export const personByUser = (db: Everything, userId: string, now: Date) => queries.selectMe(db, vnDay(now), { userId })

/** Completes a person with what their hats may (`grantsOf` of the platform); a key may only what it was made for. */
export function asMe(person: queries.MeRow, grants: Record<string, Scope>, via: Me['via'], keyPermissions?: readonly string[]): Me {
  const { id, name, hats, language, unitId, unitIds } = person
  return {
    id,
    name,
    hats,
    language,
    unitIds,
    via,
    teamIds: unitId ? [unitId] : [],
    grants: keyPermissions ? narrowed(grants, keyPermissions) : grants,
  }
}

export async function me(ctx: Ctx): Promise<z.input<typeof AskMe.reply>> {
  const [person] = await queries.selectPeopleById(ctx.db, vnDay(ctx.now), [ctx.me.id])
  if (!person) throw text.refusal(404, 'unknownPerson')
  const { hats, grants, teamIds, unitIds, via } = ctx.me
  return {
    ...person,
    initials: initialsOf(person.name),
    position: person.positionTitle,
    hats: [...hats],
    grants: { ...grants },
    teamIds: [...teamIds],
    unitIds: [...unitIds],
    via,
    alone: (await queries.countColleagues(ctx.db)) === 1,
    twoFactor: person.userId !== null && (await queries.hasTwoFactor(ctx.db, person.userId)),
    company: await companyNow(ctx),
  }
}

/** The same for whoever asks before it is known that somebody is signed in. */
export const whoAmI = async (ctx: Ctx) => (ctx.me.via === 'public' ? null : me(ctx))

export async function changeMe(ctx: Ctx, given: z.output<typeof ChangeMe.input>) {
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  if (Object.keys(change).length > 0) {
    await queries.updatePerson(ctx.db, ctx.me.id, change)
    emit(ctx, personChanged, { personId: ctx.me.id, changed: Object.keys(change) })
  }
  return me(ctx)
}
