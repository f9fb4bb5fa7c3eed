import { sql } from 'kysely'
import { furnish } from '#org'
import { newId } from '#platform/id.ts'
import { openHouse } from '../../tests/house.ts'
import { clocksOf, type SubjectFacts, startClocks } from './index.ts'

/** What only tests use: a furnished house on a Wednesday at nine, its team, and clocks for what comes in. */

export const vn = (local: string) => new Date(`2026-${local}:00+07:00`)
export const NINE = vn('11-25T09:00')
const ANSWERS = ['first_response', 'resolution'] as const

export async function openClockHouse() {
  const house = await openHouse({ at: NINE })
  await house.does((ctx) => furnish(ctx, 'Mây Lành'))
  const team = await house.unit('Nhóm Hỗ trợ')
  const linh = await house.person('support_officer', { unitId: team })
  const lead = await house.person('team_lead', { unitId: team })
  const head = await house.person('care_manager')
  await sql`update org.unit set lead_id = ${lead.id} where id = ${team}`.execute(house.house.db)
  let made = 0
  return {
    ...{ house, team, linh, lead, head },
    facts: (given: Partial<SubjectFacts> = {}): SubjectFacts => ({
      subject: { room: 'cases', id: newId() },
      title: `Nồi không nóng ${++made}`,
      link: `/hop-thu/PH-${String(made).padStart(6, '0')}`,
      responsibleId: linh.id,
      unitId: team,
      severity: 3,
      channel: 'mail',
      caseType: 'faulty',
      tier: 'member',
      ...given,
    }),
    start: (given: SubjectFacts, kinds: readonly (typeof ANSWERS)[number][] = ANSWERS, at?: Date) =>
      house.does((ctx) => startClocks(ctx, given, kinds, at)),
    /** Does something at that moment; then it is nine again. */
    at: async <Reply>(now: Date, does: () => Promise<Reply>) => {
      house.setNow(now)
      const reply = await does()
      house.setNow(NINE)
      return reply
    },
    /** What was announced of a subject under this name, in order. */
    told: async (name: string, subjectId: string) =>
      (
        await sql<{ facts: Record<string, unknown> }>`select facts from platform.event
          where name = ${`clocks.${name}`} and facts -> 'subject' ->> 'id' = ${subjectId} order by written_at, id`.execute(house.house.db)
      ).rows.map((row) => row.facts),
    shown: ({ subject }: SubjectFacts) => house.does((ctx) => clocksOf(ctx, subject), linh.me),
  }
}
