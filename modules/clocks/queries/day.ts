import { sql } from 'kysely'
import type { z } from 'zod'
import type { DayRow } from '../contract.ts'
import type { Tables } from './clocks.ts'

type Group = z.output<typeof DayRow>['group']
type Row = {
  id: string
  kind: z.output<typeof DayRow>['kind']
  group: Group
  title: string
  link: string
  subjectRoom: string
  subjectId: string
  severity: number | null
  startedAt: Date
  dueAt: Date
  customerId: string | null
  customerName: string | null
  honorific: string | null
  breached: boolean
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

export async function selectDay(db: Tables, personId: string, now: Date, until: Date, most: number): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select d.id, d.kind, d."group", d.title, d.link, d.subject_room, d.subject_id, d.severity, d.started_at, d.due_at, d.due_at <= ${now} as breached,
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
