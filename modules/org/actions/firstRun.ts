import { hashPassword } from 'better-auth/crypto'
import type { z } from 'zod'
import { type Ctx, SYSTEM } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { isBeingFilled } from '#platform/underway.ts'
import type { setUp as SetUp } from '../contract/company.ts'
import { calendarChanged, houseSetUp } from '../events.ts'
import * as queries from '../queries.ts'
import { firstCalendars } from '../rules/calendar.ts'
import { everyHat } from '../rules/hats.ts'
import { vnDay } from '../rules/vietnamDay.ts'
import { text } from '../text.ts'
import { planYear } from './calendars.ts'
import { forgetCompany } from './company.ts'
import { openAccount, refuseWeak } from './invitations.ts'
import { addPerson } from './people.ts'
import { poolsChanged } from './pools.ts'
import { renew } from './stamps.ts'
import { addUnit } from './units.ts'

/** Is there nobody here yet? */
export async function firstRunState(ctx: Pick<Ctx, 'db'>) {
  return { needed: !(await queries.existsAnybody(ctx.db)) }
}

/** What whoever stands before the house must know: does it wait for its first person, is a sample company on its way in, is it one already? */
export async function lookFromOutside(ctx: Ctx) {
  const { needed } = await firstRunState(ctx)
  return { needed, isBeingFilled: await isBeingFilled(ctx), isDemo: await queries.existsDemoDoor(ctx.db, ctx.now) }
}

/** Once in the life of a house: two who try at once meet at the company's only row. The first person wears every hat until others come. */
export async function setUp(ctx: Ctx, { company, person }: z.output<typeof SetUp.input>) {
  const house: Ctx = { ...ctx, me: SYSTEM }
  if (await queries.existsAnybody(ctx.db)) throw text.refusal(409, 'alreadySetUp')
  refuseWeak(person.password, [person.name, person.mail, company.name])
  const made = await queries.insertCompany(ctx.db, { ...company, mail: company.mail ?? '', language: person.language ?? 'vi' })
  if (!made) throw text.refusal(409, 'alreadySetUp')
  forgetCompany(house)

  const { departmentId } = await furnish(house, company.shortName || company.name)
  const { id } = await addPerson(house, {
    name: person.name,
    mail: person.mail,
    unitId: departmentId,
    hats: everyHat(),
    language: person.language ?? 'vi',
  })
  const userId = await openAccount(house, { id, name: person.name, mail: person.mail, userId: null })
  await queries.setPassword(ctx.db, userId, await hashPassword(person.password), ctx.now)
  await queries.updateUnit(ctx.db, departmentId, { leadId: id })
  await poolsChanged(house)
  emit(house, houseSetUp, { personId: id })
  return { personId: id }
}

/** What every house begins with: the company and its care department as units, three calendars, this year's and next year's holidays. */
export async function furnish(
  ctx: Ctx,
  companyName: string,
): Promise<{ companyId: string; departmentId: string; calendars: Record<keyof typeof firstCalendars, string> }> {
  const company = await addUnit(ctx, { name: companyName, kind: 'company', parentId: null })
  const department = await addUnit(ctx, { name: 'Phòng Chăm sóc khách hàng', kind: 'department', parentId: company.id, takesNew: true })
  const calendars = { office: newId(), hotline: newId(), always: newId() }
  for (const key of ['office', 'hotline', 'always'] as const) {
    const { week, ...calendar } = firstCalendars[key]
    await queries.insertCalendar(ctx.db, { ...calendar, id: calendars[key] })
    await queries.replaceIntervals(ctx.db, calendars[key], week)
  }
  const use = { channel: null, severity: null, branchId: null }
  await queries.replaceUses(ctx.db, [
    { ...use, id: newId(), calendarId: calendars.hotline, channel: 'phone' },
    { ...use, id: newId(), calendarId: calendars.always, severity: 1 },
  ])
  await renew(ctx, 'stamp')
  emit(ctx, calendarChanged, { calendarId: null })
  const year = Number(vnDay(ctx.now).slice(0, 4))
  for (const each of [year, year + 1]) if (each >= 2026) await planYear(ctx, { year: each })
  return { companyId: company.id, departmentId: department.id, calendars }
}
