import { sql } from 'kysely'
import type { Db, Row } from '#platform/database.ts'

export type Tables = Db<'org'>
type PersonRow = Row<'org.person'>
export type Hat = { hat: string; share: number; main: boolean; untilDate: string | null }
export type NewPerson = {
  code: string
  name: string
  honorific?: string
  mail?: string
  phone?: string
  unitId?: string | null
  positionId?: string | null
  managerId?: string | null
  grade?: string | null
  duties?: string
  caseCap?: number
  joinedOn?: string | null
  language?: string
  userId?: string | null
}

/** Who has left still has a name in history; the house itself is nobody's colleague. */
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** Hats worn on the day of `today` (Hồ Chí Minh City), main hat first. */
const hatsOf = (today: string) =>
  sql<Hat[]>`coalesce((select json_agg(json_build_object('hat', h.hat, 'share', h.share, 'main', h.main, 'untilDate', h.until_date)
    order by h.main desc, h.share desc, h.hat) from org.person_hat h
    where h.person_id = p.id and h.from_date <= ${today}::date and (h.until_date is null or h.until_date >= ${today}::date)), '[]'::json)`

const skillsOf = sql<
  string[]
>`coalesce((select array_agg(s.skill order by s.skill) from org.person_skill s where s.person_id = p.id), '{}')`

const account = sql<'none' | 'invited' | 'active'>`case when p.user_id is not null then 'active'
  when exists (select 1 from org.invitation i where i.person_id = p.id and i.purpose = 'invite' and i.used_at is null and i.expires_at > now()) then 'invited' else 'none' end`

const people = (db: Tables, today: string) =>
  db
    .selectFrom('org.person as p')
    .leftJoin('org.unit as u', 'u.id', 'p.unitId')
    .leftJoin('org.position as o', 'o.id', 'p.positionId')
    .leftJoin('org.person as m', 'm.id', 'p.managerId')
    .selectAll('p')
    .select([
      'u.name as unitName',
      'o.title as positionTitle',
      'm.name as managerName',
      hatsOf(today).as('hats'),
      skillsOf.as('skills'),
      account.as('account'),
    ])
    .where('p.id', '<>', NOBODY)
    .$narrowType<{
      grade: 'L1' | 'L2' | 'L3' | null
      availability: 'accepting' | 'away' | 'off'
      language: 'vi' | 'en'
      theme: 'auto' | 'light' | 'dark'
    }>()

export type PersonFacts = Awaited<ReturnType<typeof selectPeopleById>>[number]

export function selectPeopleById(db: Tables, today: string, ids: readonly string[]) {
  return people(db, today).where('p.id', 'in', ids).execute()
}

export type Listing = {
  find?: string
  unitId?: string
  hat?: string
  availability?: string
  left?: boolean
  account?: 'none' | 'invited' | 'active'
  after?: (string | number | null)[]
  limit: number
}

/** By given name as Vietnamese sort, `limit` + 1 rows. */
export function selectPeople(db: Tables, today: string, { find, unitId, hat, availability, left, account: having, after, limit }: Listing) {
  let query = people(db, today).where('p.leftAt', left ? 'is not' : 'is', null)
  if (unitId) query = query.where('p.unitId', '=', unitId)
  if (availability) query = query.where('p.availability', '=', availability)
  if (hat) query = query.where(sql<boolean>`exists (select 1 from org.person_hat h where h.person_id = p.id and h.hat = ${hat})`)
  if (having) query = query.where(account, '=', having)
  if (find) {
    const like = `%${find.replace(/[\\%_]/g, '\\$&')}%`
    query = query.where(sql<boolean>`(platform.fold(p.name) like platform.fold(${like}) or p.code ilike ${like} or p.mail ilike ${like})`)
  }
  if (after) {
    query = query.where(
      sql<boolean>`(p.given_name collate "vi-x-icu", p.name collate "vi-x-icu", p.id) > (${after[0]} collate "vi-x-icu", ${after[1]} collate "vi-x-icu", ${after[2]}::uuid)`,
    )
  }
  return query
    .orderBy(sql`p.given_name collate "vi-x-icu"`)
    .orderBy(sql`p.name collate "vi-x-icu"`)
    .orderBy('p.id')
    .limit(limit + 1)
    .execute()
}

export const selectEverybody = (db: Tables, today: string) => selectPeople(db, today, { limit: 5_000 })

export async function countColleagues(db: Tables): Promise<number> {
  const row = await db
    .selectFrom('org.person')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('id', '<>', NOBODY)
    .where('leftAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.many)
}

export const existsAnybody = async (db: Tables): Promise<boolean> =>
  (await db.selectFrom('org.person').select('id').where('id', '<>', NOBODY).limit(1).executeTakeFirst()) !== undefined

export async function nextCode(db: Tables): Promise<string> {
  await sql`select pg_advisory_xact_lock(hashtext('org.person.code'))`.execute(db)
  const { rows } = await sql<{
    most: number
  }>`select coalesce(max(substring(code from '^NV([0-9]{1,6})$')::int), 0) as most from org.person`.execute(db)
  return `NV${String((rows[0]?.most ?? 0) + 1).padStart(3, '0')}`
}

export function insertPerson(db: Tables, person: NewPerson & { id: string; createdAt: Date }) {
  return db
    .insertInto('org.person')
    .values(person)
    .onConflict((already) => already.doNothing())
    .returning('id')
    .executeTakeFirst()
}

export function updatePerson(db: Tables, id: string, change: Partial<Omit<PersonRow, 'id' | 'givenName'>>) {
  return db.updateTable('org.person').set(change).where('id', '=', id).execute()
}

export const selectByCode = (db: Tables, code: string) =>
  db.selectFrom('org.person').select(['id', 'name']).where('code', '=', code).executeTakeFirst()

export const selectByMail = (db: Tables, mail: string) =>
  db
    .selectFrom('org.person')
    .selectAll()
    .where(({ fn }) => fn('lower', ['mail']), '=', mail.toLowerCase())
    .where('mail', '<>', '')
    .where('leftAt', 'is', null)
    .executeTakeFirst()

export const lockPerson = (db: Tables, id: string) =>
  db.selectFrom('org.person').selectAll().where('id', '=', id).where('id', '<>', NOBODY).forUpdate().executeTakeFirst()

/** Everybody above somebody, to the top. */
export async function selectManagersAbove(db: Tables, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`with recursive above as (
      select id, manager_id, 1 as far from org.person where id = ${id}
      union all select m.id, m.manager_id, far + 1 from org.person m join above a on m.id = a.manager_id where far < 100
    ) select id from above`.execute(db)
  return rows.map((row) => row.id)
}

export async function replaceHats(
  db: Tables,
  personId: string,
  hats: readonly { hat: string; share: number; main: boolean; fromDate: string; untilDate: string | null }[],
) {
  await db.deleteFrom('org.personHat').where('personId', '=', personId).execute()
  if (hats.length > 0)
    await db
      .insertInto('org.personHat')
      .values(hats.map((hat) => ({ personId, ...hat })))
      .execute()
}

export async function replaceSkills(db: Tables, personId: string, skills: readonly string[]) {
  await db.deleteFrom('org.personSkill').where('personId', '=', personId).execute()
  if (skills.length > 0)
    await db
      .insertInto('org.personSkill')
      .values([...new Set(skills)].map((skill) => ({ personId, skill })))
      .execute()
}

/** One at a time may take an administrator away; the second sees what the first left. */
export async function lockAdministrators(db: Tables) {
  await sql`select pg_advisory_xact_lock(hashtext('org.administrators'))`.execute(db)
}

/** Administrators without an end date who still work here, and whether they can sign in. */
export function selectAdministrators(db: Tables) {
  return db
    .selectFrom('org.personHat as h')
    .innerJoin('org.person as p', 'p.id', 'h.personId')
    .select(['p.id', 'p.userId'])
    .where('h.hat', '=', 'administrator')
    .where('h.untilDate', 'is', null)
    .where('p.leftAt', 'is', null)
    .execute()
}
