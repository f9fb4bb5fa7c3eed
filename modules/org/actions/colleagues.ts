import type { z } from 'zod'
import { type Ctx, scopeOf } from '#platform/context.ts'
import type { Person } from '../contract/shapes.ts'
import * as queries from '../queries.ts'
import { mayTouch } from '../rules/hats.ts'
import { maskedMail, maskedPhone } from '../rules/masking.ts'
import { type HatGiven, sharesOf, wrongWithHats } from '../rules/people.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { text } from '../text.ts'

/** What other rooms may know of a colleague. Mail is raw: for sending, not for showing. */
export type Colleague = {
  id: string
  code: string
  name: string
  honorific: string
  mail: string
  unitId: string | null
  grade: string | null
  language: string
  availability: string
  caseCap: number
  hats: string[]
  skills: string[]
  managerId: string | null
  leftAt: Date | null
}

/** Also finds those who have left. */
export async function findPerson(ctx: Ctx, id: string): Promise<Colleague | undefined> {
  return (await findPeople(ctx, [id]))[0]
}

/** Those of the ids that are people, in no particular order; those who have left too. */
export async function findPeople(ctx: Ctx, ids: readonly string[]): Promise<Colleague[]> {
  if (ids.length === 0) return []
  const rows = await queries.selectPeopleById(ctx.db, vnDay(ctx.now), [...new Set(ids)])
  return rows.map(colleague)
}

function colleague(row: queries.PersonFacts): Colleague {
  const { id, code, name, honorific, mail, unitId, grade, language, availability, caseCap, skills, managerId, leftAt } = row
  return {
    id,
    code,
    name,
    honorific,
    mail,
    unitId,
    grade,
    language,
    availability,
    caseCap,
    skills,
    managerId,
    leftAt,
    hats: row.hats.map(({ hat }) => hat),
  }
}

export async function getPerson(ctx: Ctx, { id }: { id: string }): Promise<z.input<typeof Person>> {
  const [row] = await queries.selectPeopleById(ctx.db, vnDay(ctx.now), [id])
  if (!row) throw text.refusal(404, 'unknownPerson')
  return shown(ctx, row)
}

/** As the one who asks may see it: contact data is masked unless it is their own or they manage people. */
export function shown(ctx: Ctx, row: queries.PersonFacts): z.input<typeof Person> {
  const open = row.id === ctx.me.id || scopeOf(ctx.me, 'org.people') !== undefined
  return {
    ...row,
    mail: open ? row.mail : maskedMail(row.mail),
    phone: open ? row.phone : maskedPhone(row.phone),
  }
}

/** Locks somebody this person may change; guarded colleagues belong to administrators. */
export async function lockColleague(ctx: Ctx, id: string) {
  const person = await queries.lockPerson(ctx.db, id)
  if (!person) throw text.refusal(404, 'unknownPerson')
  const [facts] = await queries.selectPeopleById(ctx.db, vnDay(ctx.now), [id])
  refuseGuarded(ctx, facts?.hats.map(({ hat }) => hat) ?? [])
  return person
}

export function refuseGuarded(ctx: Ctx, hats: readonly string[]) {
  if (ctx.me.via !== 'system' && !mayTouch(ctx.me.hats, hats)) throw text.refusal(403, 'guardedHats')
}

export function refuseWrongHats(hats: readonly HatGiven[]) {
  const wrong = wrongWithHats(hats)
  if (wrong === 'sharesTooMuch') throw text.refusal(422, 'sharesTooMuch', sharesOf(hats))
  if (wrong) throw text.refusal(422, wrong)
}
