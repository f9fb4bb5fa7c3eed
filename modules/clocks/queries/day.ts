import { sql } from 'kysely'
import type { z } from 'zod'
import type { DayRow } from '../contract.ts'
import type { Tables } from './clocks.ts'

type Shown = z.output<typeof DayRow>
type Group = Shown['group']
/** A clock with whose it is, as the lists of the day show it. */
export type DayLine = Pick<Shown, 'id' | 'kind' | 'title' | 'link' | 'severity' | 'startedAt' | 'dueAt' | 'state'> & {
  subjectRoom: string
  subjectId: string
  customerId: string | null
  customerName: string | null
  honorific: string | null
}

/**
 * The running clocks of one person that bear on the day: what is late, due before `until`, promised, or dated. Of a subject's targets
 * only the one that bites first. What waits for the customer stands still and is nobody's work.
 */
const mine = (personId: string, now: Date, until: Date) => sql`(
  select k.*, case when k.due_at <= ${now} and k.kind <> 'snooze' then 'overdue' when k.kind = 'promise' then 'promise'
      when k.kind in ('follow_up', 'snooze') then 'appointment' else 'today' end as "group",
    row_number() over (partition by k.subject_room, k.subject_id,
      case when k.kind in ('first_response', 'next_response', 'resolution') then 'target' else k.id::text end order by k.due_at, k.id) as place
  from clocks.clock k
  where k.responsible_id = ${personId} and k.state = 'running' and (k.due_at < ${until} or k.kind in ('promise', 'follow_up', 'snooze')))`

export async function selectDay(
  db: Tables,
  personId: string,
  now: Date,
  until: Date,
  most: number,
): Promise<(DayLine & { group: Group })[]> {
  const { rows } = await sql<DayLine & { group: Group }>`
    select d.id, d.kind, d."group", d.title, d.link, d.subject_room, d.subject_id, d.severity, d.started_at, d.due_at, case when d.due_at <= ${now} then 'breached' else 'running' end as state,
      c.id as customer_id, c.name as customer_name, c.honorific
    from ${mine(personId, now, until)} d left join customers.customer c on c.id = d.customer_id
    where d.place = 1
    order by array_position(array['overdue', 'today', 'appointment', 'promise'], d."group"), d.due_at, d.id limit ${most}`.execute(db)
  return rows
}

export async function countDay(db: Tables, personId: string, now: Date, until: Date, most: number) {
  const { rows } = await sql<Record<Group, number>>`
    select ${sql.join((['overdue', 'today', 'appointment', 'promise'] as const).map((group) => sql`least(${most}, count(*) filter (where d."group" = ${sql.lit(group)}))::int as ${sql.ref(group)}`))}
    from ${mine(personId, now, until)} d where d.place = 1`.execute(db)
  return rows[0] ?? { overdue: 0, today: 0, appointment: 0, promise: 0 }
}

/** Clocks this person was done with since a moment, and how many of them in time. */
export const countDone = (db: Tables, personId: string, since: Date) =>
  db
    .selectFrom('clocks.clock')
    .select(({ fn }) => [fn.countAll<number>().as('met'), fn.countAll<number>().filterWhere('state', '=', 'met').as('inTime')])
    .where('responsibleId', '=', personId)
    .where('state', 'in', ['met', 'breached'])
    .where('kind', '<>', 'snooze')
    .where('stoppedAt', '>=', since)
    .executeTakeFirstOrThrow()

/** The same clocks, the latest first. */
export async function selectDone(db: Tables, personId: string, since: Date, most: number): Promise<(DayLine & { stoppedAt: Date })[]> {
  const { rows } = await sql<DayLine & { stoppedAt: Date }>`
    select k.id, k.kind, k.title, k.link, k.subject_room, k.subject_id, k.severity, k.started_at, k.due_at, k.state, k.stopped_at,
      c.id as customer_id, c.name as customer_name, c.honorific
    from clocks.clock k left join customers.customer c on c.id = k.customer_id
    where k.responsible_id = ${personId} and k.state in ('met', 'breached') and k.kind <> 'snooze' and k.stopped_at >= ${since}
    order by k.stopped_at desc, k.id desc limit ${most}`.execute(db)
  return rows
}
