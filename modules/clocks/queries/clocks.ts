import { sql } from 'kysely'
import type { Db, Row } from '#platform/database.ts'
import { steady } from '#platform/steady.ts'
import type { Moving } from '../rules/change.ts'
import type { Kind, Step } from '../rules/span.ts'

export type Tables = Db<'clocks' | 'org' | 'customers'>
export type Clock = Omit<Row<'clocks.clock'>, 'kind' | 'state'> & Pick<Moving, 'kind' | 'state'>
export type Subject = { room: string; id: string }

const OPEN = ['running', 'paused'] as const
const clocks = (db: Tables) => db.selectFrom('clocks.clock').selectAll('clocks.clock').$narrowType<{ kind: Kind; state: Moving['state'] }>()

/** The open clocks of a subject, locked in a fixed order. */
export const lockOpen = (db: Tables, { room, id }: Subject): Promise<Clock[]> =>
  clocks(db).where('subjectRoom', '=', room).where('subjectId', '=', id).where('state', 'in', OPEN).orderBy('id').forUpdate().execute()

export const lockClock = (db: Tables, id: string): Promise<Clock | undefined> =>
  clocks(db).where('id', '=', id).forUpdate().executeTakeFirst()

/** Ended since a moment. */
export const lockEnded = (db: Tables, { room, id }: Subject, since: Date): Promise<Clock[]> =>
  clocks(db)
    .where('subjectRoom', '=', room)
    .where('subjectId', '=', id)
    .where('state', 'not in', OPEN)
    .where('stoppedAt', '>=', since)
    .orderBy('id')
    .forUpdate()
    .execute()

/** Running clocks whose next level has come, the longest waiting first; those another process holds are its own. */
export const lockDue = (db: Tables, now: Date, most: number): Promise<Clock[]> =>
  clocks(db).where('nextAt', '<=', now).orderBy('nextAt').limit(most).forUpdate().skipLocked().execute()

/** Open clocks whose calendar changed since they were dated. */
export const lockStale = (db: Tables, most: number): Promise<Clock[]> =>
  clocks(db).where('stale', '=', true).orderBy('id').limit(most).forUpdate().skipLocked().execute()

/** Everything open of many subjects. */
export async function selectOpen(db: Tables, subjects: readonly Subject[]): Promise<Clock[]> {
  if (subjects.length === 0) return []
  const pairs = subjects.map(({ room, id }) => sql`(${room}, ${id}::uuid)`)
  return clocks(db)
    .where(sql<boolean>`(subject_room, subject_id) in (${sql.join(pairs)})`)
    .where('state', 'in', OPEN)
    .execute()
}

/** What each clock did, oldest first. */
export async function selectSteps(db: Tables, ids: readonly string[]): Promise<Map<string, Step[]>> {
  const steps = new Map<string, Step[]>()
  if (ids.length === 0) return steps
  const rows = await db.selectFrom('clocks.segment').select(['clockId', 'state', 'at']).where('clockId', 'in', ids).orderBy('id').execute()
  for (const { clockId, state, at } of rows) steps.set(clockId, [...(steps.get(clockId) ?? []), { state, at }])
  return steps
}

export type ClockRow = Clock & {
  responsible: string | null
  calendar: string | null
  steps: { state: string; at: string; reason: string }[]
}

/** All clocks of a subject with what they did: the open ones first, by due moment. */
export const selectOfSubject = (db: Tables, { room, id }: Subject): Promise<ClockRow[]> =>
  clocks(db)
    .modifyFront(steady)
    .leftJoin('org.person', 'org.person.id', 'clocks.clock.responsibleId')
    .leftJoin('org.calendar', 'org.calendar.id', 'clocks.clock.calendarId')
    .select(['org.person.name as responsible', 'org.calendar.name as calendar'])
    .selectAll('clocks.clock')
    .select(
      sql<
        { state: string; at: string; reason: string }[]
      >`(select json_agg(json_build_object('state', s.state, 'at', s.at, 'reason', s.reason) order by s.id)
        from clocks.segment s where s.clock_id = clocks.clock.id)`.as('steps'),
    )
    .where('subjectRoom', '=', room)
    .where('subjectId', '=', id)
    .orderBy((eb) => eb.case().when('clocks.clock.state', 'in', OPEN).then(0).else(1).end())
    .orderBy('dueAt')
    .orderBy('clocks.clock.id')
    .execute()

/** The last thing a clock did, and who made it so. */
export const selectEnding = (db: Tables, clockId: string) =>
  db.selectFrom('clocks.segment').select(['state', 'byId']).where('clockId', '=', clockId).orderBy('id', 'desc').limit(1).executeTakeFirst()
