import { sql } from 'kysely'
import type { Me } from '#platform/context.ts'
import type { QueueFilter } from '../contract/queue.ts'
import { conditionsOf, type Moments } from './queue.ts'
import { type ListedRow, selectPage } from './rows.ts'
import { type Tables, visibleTo } from './sight.ts'

/** Cases of a view that this person may take out of the house, the newest first. */
export const selectForExport = (db: Tables, me: Me, filter: QueueFilter, moments: Moments, limit: number): Promise<ListedRow[]> =>
  selectPage(db, {
    where: sql`${conditionsOf(me, filter, moments)} and ${visibleTo(me, 'cases.export')}`,
    order: sql`c.created_at desc, c.id desc`,
    limit,
  })
