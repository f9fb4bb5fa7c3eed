import { type SqlBool, sql } from 'kysely'
import { type Me, type Scope, scopeOf } from '#platform/context.ts'

/** Who asks, how far a permission of theirs reaches, and when (grants may have an end). */
export type Sight = { me: Me; scope: Scope | undefined; now: Date }

export const sightOf = (me: Me, now: Date, permission: string): Sight => ({ me, scope: scopeOf(me, permission), now })

/** Within reach: the customers one owns or added, those of one's team or unit, and those a room above granted. For the alias `c`. */
export function visibleTo({ me, scope, now }: Sight) {
  if (scope === 'all') return sql<SqlBool>`true`
  if (!scope) return sql<SqlBool>`false`
  const units = scope === 'unit' ? me.unitIds : scope === 'team' ? me.teamIds : []
  return sql<SqlBool>`(c.owner_id = ${me.id} or c.created_by = ${me.id} or c.unit_id = any(${[...units]}::uuid[])
    or exists (select 1 from org.person o where o.id = c.owner_id and o.unit_id = any(${[...units]}::uuid[]))
    or exists (select 1 from customers.access a where a.customer_id = c.id and (a.until_at is null or a.until_at > ${now})
      and (a.person_id = ${me.id} or a.unit_id = any(${[...me.unitIds]}::uuid[]))))`
}
