import type { Db } from '#platform/database.ts'

type Tables = Db<'clocks'>
type Pledge = { kind: string; amount: number; unit: string; workingTime: boolean }

/** How soon an ordinary request by form is answered and solved, as the targets stand: the same choice clocks makes for one without type, tier and history. */
export async function selectPledges(db: Tables, severity: number): Promise<Pledge[]> {
  return db
    .selectFrom('clocks.policy')
    .distinctOn('kind')
    .select(['kind', 'amount', 'unit', 'workingTime'])
    .where('kind', 'in', ['first_response', 'resolution'])
    .where('enabled', '=', true)
    .where('removedAt', 'is', null)
    .where('caseType', 'is', null)
    .where('tier', 'is', null)
    .where(({ or, eb }) => or([eb('severity', 'is', null), eb('severity', '=', severity)]))
    .where(({ or, eb }) => or([eb('channel', 'is', null), eb('channel', '=', 'form')]))
    .orderBy('kind')
    .orderBy('precedence')
    .orderBy((by) => by.fn('num_nonnulls', ['severity', 'channel']), 'desc')
    .execute()
}
