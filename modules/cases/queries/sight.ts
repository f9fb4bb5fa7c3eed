import { type Expression, type SqlBool, sql } from 'kysely'
import { type Me, scopeOf } from '#platform/context.ts'
import type { Db } from '#platform/database.ts'

export type Tables = Db<'cases' | 'conversations' | 'customers' | 'org'>

/** Which cases this permission lets somebody reach: what is theirs or what they follow, their team's and the pools above it, their unit's, all. `alias` names the case. */
export function visibleTo(me: Me, permission = 'cases.read', alias = 'c'): Expression<SqlBool> {
  const scope = scopeOf(me, permission)
  if (scope === 'all') return sql<SqlBool>`true`
  if (!scope) return sql<SqlBool>`false`
  const units = scope === 'unit' ? me.unitIds : scope === 'team' ? me.teamIds : []
  const unit = sql.ref(`${alias}.unitId`)
  // What waits for somebody in a unit waits for everybody below it too.
  const inUnits =
    units.length > 0
      ? sql`or ${unit} = any(${[...units]}::uuid[]) or (${sql.ref(`${alias}.handlerId`)} is null and ${unit} = any((select org.units_above(${[...me.teamIds]}::uuid[]))::uuid[]))`
      : sql``
  return sql<SqlBool>`(${sql.ref(`${alias}.handlerId`)} = ${me.id} or ${sql.ref(`${alias}.ownerId`)} = ${me.id} ${inUnits}
    or exists (select from cases.participant seen where seen.case_id = ${sql.ref(`${alias}.id`)} and seen.person_id = ${me.id}))`
}

/** Work that is neither done nor living on in another case. */
export const isOpen = (alias = 'c') =>
  sql<SqlBool>`${sql.ref(`${alias}.category`)} not in ('resolved', 'closed', 'cancelled') and ${sql.ref(`${alias}.mergedIntoId`)} is null`
