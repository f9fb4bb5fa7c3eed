import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { decodeCursor, encodeCursor } from '#platform/database.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { addPerson as AddPerson, changePerson as ChangePerson, listPeople as ListPeople } from '../contract/people.ts'
import { personAdded, personChanged, personLeft, personReturned } from '../events.ts'
import * as queries from '../queries.ts'
import type { HatGiven } from '../rules/people.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { text } from '../text.ts'
import { findPerson, getPerson, lockColleague, refuseGuarded, refuseWrongHats, shown } from './colleagues.ts'
import { guardLastAdministrator, wear } from './hats.ts'
import { sendInvitation } from './invitations.ts'
import { poolsChanged } from './pools.ts'

export async function listPeople(ctx: Ctx, { limit, after, ...filter }: z.output<typeof ListPeople.input>) {
  const rows = await queries.selectPeople(ctx.db, vnDay(ctx.now), { ...filter, limit, after: decodeCursor(after, 3) })
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map((row) => shown(ctx, row)),
    next: rows.length > limit && last ? encodeCursor([last.givenName, last.name, last.id]) : null,
  }
}

export type PersonGiven = Omit<z.input<typeof AddPerson.input>, 'hats' | 'mail'> & {
  mail?: string
  hats?: readonly HatGiven[]
  language?: string
}

/** Adds a colleague. Shares of hats are percent and at most 100 together; exactly one hat is the main one. Without a code the next NV… is taken. */
export async function addPerson(ctx: Ctx, { hats = [], skills = [], invite, code, ...details }: PersonGiven) {
  refuseWrongHats(hats)
  refuseGuarded(
    ctx,
    hats.map(({ hat }) => hat),
  )
  await refuseTaken(ctx, details)
  const id = newId()
  const inserted = await queries.insertPerson(ctx.db, {
    ...details,
    id,
    code: code || (await queries.nextCode(ctx.db)),
    createdAt: ctx.now,
  })
  if (!inserted) throw text.refusal(409, 'codeTaken', code ?? '')
  await queries.replaceSkills(ctx.db, id, skills)
  emit(ctx, personAdded, { personId: id })
  if (hats.length > 0) await wear(ctx, id, [], hats)
  if (invite) await sendInvitation(ctx, id)
  return getPerson(ctx, { id })
}

export async function changePerson(ctx: Ctx, { id, skills, ...given }: z.output<typeof ChangePerson.input>) {
  const before = await lockColleague(ctx, id)
  await refuseTaken(ctx, given, id)
  if (given.managerId) await refuseRing(ctx, id, given.managerId)
  const change = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  if (Object.keys(change).length > 0) await queries.updatePerson(ctx.db, id, change)
  if (skills) await queries.replaceSkills(ctx.db, id, skills)
  if (before.userId && (given.mail || given.name)) {
    const email = given.mail || before.mail
    await queries.freeAddress(ctx.db, email, before.userId)
    await queries.upsertUser(ctx.db, { id: before.userId, name: given.name ?? before.name, email, at: ctx.now })
  }
  emit(ctx, personChanged, { personId: id, changed: [...Object.keys(change), ...(skills ? ['skills'] : [])] })
  return getPerson(ctx, { id })
}

export async function declareLeave(ctx: Ctx, { id }: { id: string }) {
  if (id === ctx.me.id) throw text.refusal(409, 'ownDeparture')
  const person = await lockColleague(ctx, id)
  if (person.leftAt) throw text.refusal(409, 'alreadyLeft', person.name)
  await guardLastAdministrator(ctx, id)
  await queries.updatePerson(ctx.db, id, { leftAt: ctx.now, availability: 'off', availabilityUntil: null })
  await poolsChanged(ctx)
  await queries.revokeKeysOf(ctx.db, id, ctx.now)
  await queries.endInvitations(ctx.db, id, ['invite', 'reset', 'demo'], ctx.now)
  if (person.userId) await queries.endSessions(ctx.db, person.userId)
  emit(ctx, personLeft, { personId: id })
  return getPerson(ctx, { id })
}

export async function declareReturn(ctx: Ctx, { id }: { id: string }) {
  const person = await lockColleague(ctx, id)
  if (!person.leftAt) throw text.refusal(409, 'stillHere', person.name)
  await refuseTaken(ctx, { mail: person.mail }, id)
  if (person.userId) await queries.dropAccount(ctx.db, person.userId)
  await queries.updatePerson(ctx.db, id, { leftAt: null, userId: null })
  await poolsChanged(ctx)
  emit(ctx, personReturned, { personId: id })
  return getPerson(ctx, { id })
}

async function refuseTaken(
  ctx: Ctx,
  given: { mail?: string; code?: string; unitId?: string | null; positionId?: string | null; managerId?: string | null },
  id?: string,
) {
  const byMail = given.mail ? await queries.selectByMail(ctx.db, given.mail) : undefined
  if (byMail && byMail.id !== id) throw text.refusal(409, 'mailTaken', byMail.name)
  const byCode = given.code ? await queries.selectByCode(ctx.db, given.code) : undefined
  if (byCode && byCode.id !== id) throw text.refusal(409, 'codeTaken', given.code ?? '')
  if (given.unitId && !(await queries.selectUnit(ctx.db, given.unitId))) throw text.refusal(422, 'unknownUnit')
  if (given.positionId && !(await queries.selectPosition(ctx.db, given.positionId))) throw text.refusal(422, 'unknownPosition')
  if (given.managerId && !(await findPerson(ctx, given.managerId))) throw text.refusal(422, 'unknownPerson')
}

async function refuseRing(ctx: Ctx, id: string, managerId: string) {
  if ((await queries.selectManagersAbove(ctx.db, managerId)).includes(id)) throw text.refusal(422, 'ownManager')
}
