import type { Category } from '../contract/shapes.ts'
import type { Tables } from './sight.ts'

const statuses = (db: Tables) =>
  db
    .selectFrom('cases.status')
    .select(['id', 'category', 'name', 'nameEn'])
    .$narrowType<{ category: Category }>()
    .where('archivedAt', 'is', null)

export const selectStatus = (db: Tables, id: string) => statuses(db).where('id', '=', id).executeTakeFirst()

/** The status a category falls back to. */
export const selectDefaultStatus = (db: Tables, category: Category) =>
  statuses(db).where('category', '=', category).orderBy('isDefault', 'desc').orderBy('position').orderBy('id').limit(1).executeTakeFirst()

export const selectType = (db: Tables, code: string) =>
  db.selectFrom('cases.type').select(['id', 'code', 'severity']).where('code', '=', code).where('archivedAt', 'is', null).executeTakeFirst()

export const selectCause = (db: Tables, code: string) =>
  db.selectFrom('cases.cause').select(['id', 'code']).where('code', '=', code).where('archivedAt', 'is', null).executeTakeFirst()

export const selectCauseCode = async (db: Tables, id: string | null): Promise<string | null> =>
  id ? ((await db.selectFrom('cases.cause').select('code').where('id', '=', id).executeTakeFirst())?.code ?? null) : null

export const selectResolution = (db: Tables, code: string) =>
  db.selectFrom('cases.resolution').select(['id', 'code']).where('code', '=', code).where('archivedAt', 'is', null).executeTakeFirst()

export async function countOpenChildren(db: Tables, id: string): Promise<number> {
  const { many } = await db
    .selectFrom('cases.case')
    .select(({ fn }) => fn.countAll<number>().as('many'))
    .where('parentId', '=', id)
    .where('category', 'not in', ['resolved', 'closed', 'cancelled'])
    .where('mergedIntoId', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(many)
}

/** Which of these have a child that is open. */
export async function selectParentsOfOpen(db: Tables, ids: readonly string[]): Promise<Set<string | null>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('cases.case')
    .select('parentId')
    .distinct()
    .where('parentId', 'in', [...ids])
    .where('category', 'not in', ['resolved', 'closed', 'cancelled'])
    .where('mergedIntoId', 'is', null)
    .execute()
  return new Set(rows.map(({ parentId }) => parentId))
}
