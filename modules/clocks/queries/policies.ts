import { sql } from 'kysely'
import type { Row } from '#platform/database.ts'
import type { Target } from '../contract.ts'
import type { TargetRow } from '../rules/target.ts'
import type { Tables } from './clocks.ts'

type Narrow = Pick<Target, 'kind' | 'unit'>
export type PolicyRow = Omit<Row<'clocks.policy'>, 'kind' | 'unit'> & Narrow

/** What is looked through when a clock begins. */
export const selectTargets = (db: Tables): Promise<TargetRow[]> =>
  db
    .selectFrom('clocks.policy')
    .select(['id', 'kind', 'caseType', 'severity', 'tier', 'channel', 'amount', 'unit', 'workingTime', 'precedence', 'note'])
    .where('enabled', '=', true)
    .where('removedAt', 'is', null)
    .$narrowType<Narrow>()
    .execute()

export const selectUnitBranches = (db: Tables) => db.selectFrom('org.unit').select(['id', 'parentId', 'branchId']).execute()

const policies = (db: Tables) =>
  db
    .selectFrom('clocks.policy')
    .leftJoin('org.person', 'org.person.id', 'clocks.policy.changedBy')
    .selectAll('clocks.policy')
    .select('org.person.name as changedByName')
    .where('removedAt', 'is', null)
    .$narrowType<Narrow>()

export const selectPolicies = (db: Tables) =>
  policies(db)
    .orderBy(sql`array_position(array['first_response', 'next_response', 'resolution'], kind)`)
    .orderBy('precedence')
    .orderBy(sql`num_nonnulls(case_type, severity, tier, channel)`, 'desc')
    .orderBy(sql`severity nulls last`)
    .orderBy('clocks.policy.id')
    .execute()

export const lockPolicy = (db: Tables, id: string): Promise<PolicyRow | undefined> =>
  db
    .selectFrom('clocks.policy')
    .selectAll()
    .where('id', '=', id)
    .where('removedAt', 'is', null)
    .$narrowType<Narrow>()
    .forUpdate()
    .executeTakeFirst()

type Change = { version: number; changedAt: Date; changedBy: string }

export const insertPolicy = (db: Tables, id: string, target: Target, { changedAt, changedBy }: Omit<Change, 'version'>) =>
  db
    .insertInto('clocks.policy')
    .values({ ...target, id, changedAt, changedBy })
    .execute()

export const updatePolicy = (db: Tables, id: string, target: Target, change: Change) =>
  db
    .updateTable('clocks.policy')
    .set({ ...target, ...change })
    .where('id', '=', id)
    .execute()

export const markRemoved = (db: Tables, id: string, change: Change) =>
  db
    .updateTable('clocks.policy')
    .set({ ...change, enabled: false, removedAt: change.changedAt })
    .where('id', '=', id)
    .execute()

export const insertVersion = (db: Tables, policyId: string, target: Target, change: Change) =>
  db
    .insertInto('clocks.policyHistory')
    .values({ ...change, policyId, target: JSON.stringify(target) })
    .execute()

export const selectHistory = (db: Tables, policyId: string) =>
  db
    .selectFrom('clocks.policyHistory')
    .leftJoin('org.person', 'org.person.id', 'clocks.policyHistory.changedBy')
    .selectAll('clocks.policyHistory')
    .select('org.person.name as changedByName')
    .where('policyId', '=', policyId)
    .orderBy('version', 'desc')
    .execute()
