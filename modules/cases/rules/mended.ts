import type { Sort } from '../contract/queue.ts'
import type { CaseRow } from '../contract/shapes.ts'

/** A queue as the screen holds it: its pages in their order; `next` null: the last there is. */
export type Pages = { pages: { items: CaseRow[]; next: string | null }[]; pageParams: unknown[] }

/** Those of `ids` stand where `rows` says, or no longer at all; what belongs behind the last row read so far comes with its own page. */
export function mended(pages: Pages, ids: readonly string[], rows: readonly CaseRow[], sort: Sort): Pages {
  const kept = pages.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => !ids.includes(id)) }))
  for (const row of rows) {
    const isBehind = (other: CaseRow) => ORDERS[sort](row, other) < 0
    const page = kept.find(({ items }) => items.some(isBehind)) ?? (kept.at(-1)?.next === null ? kept.at(-1) : undefined)
    const place = page?.items.findIndex(isBehind) ?? -1
    page?.items.splice(place < 0 ? page.items.length : place, 0, row)
  }
  return { ...pages, pages: kept }
}

const later = (at: Date | null | undefined) => at?.getTime() ?? Number.POSITIVE_INFINITY
const up = (a: number | string, b: number | string) => (a < b ? -1 : a > b ? 1 : 0)
const byDue = (a: CaseRow, b: CaseRow) => up(later(a.due?.at), later(b.due?.at)) || up(a.id, b.id)

/** As the server sorts (queries/queue.ts). */
const ORDERS: Record<Sort, (a: CaseRow, b: CaseRow) => number> = {
  due: byDue,
  newest: (a, b) => up(later(b.createdAt), later(a.createdAt)) || up(b.id, a.id),
  oldest: (a, b) => up(later(a.createdAt), later(b.createdAt)) || up(a.id, b.id),
  updated: (a, b) => up(later(b.lastAt), later(a.lastAt)) || up(b.id, a.id),
  severity: (a, b) => a.severity - b.severity || byDue(a, b),
}
