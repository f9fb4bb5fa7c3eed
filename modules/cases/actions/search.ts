import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import type * as contract from '../contract/queue.ts'
import { selectListed } from '../queries/rows.ts'
import { type Asked, type Hit, selectHits } from '../queries/search.ts'
import { selectTags } from '../queries/tags.ts'
import { excerptOf, wordsOf } from '../rules/excerpt.ts'
import { toRow } from './queue.ts'

/** Cases by code, subject, words of their messages, or the customer's name or phone. */
export async function searchCases(ctx: Ctx, { q, state, limit }: z.output<typeof contract.searchCases.input>) {
  const words = wordsOf(q)
  const asked = {
    code: codeIn(q),
    folded: begunBy(words),
    toned: begunBy(tonedWords(q)),
    name: q.replace(/[\\%_]/g, '\\$&'),
    phone: phoneIn(q),
    state,
  }
  const hits = await findHits(ctx, words, asked, limit + 1)
  const shown = hits.slice(0, limit)
  const rows = new Map(
    (
      await selectListed(
        ctx.db,
        shown.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  )
  const items = shown.flatMap(({ id, by, messageId, said }) => {
    const row = rows.get(id)
    return row ? [{ case: toRow(ctx, row), by, messageId, excerpt: excerptOf(said, words) }] : []
  })
  return { items, more: hits.length > limit }
}

/**
 * Whole words first. What only begins so is looked for in everything when those do not fill the page: to gather all beginnings of a short word among millions
 * of messages costs more than all the rest.
 */
export async function findHits(ctx: Ctx, words: readonly string[], asked: Omit<Asked, 'old'>, limit: number): Promise<Hit[]> {
  const hits = await selectHits(ctx.db, ctx.me, { ...asked, old: queryOf(words) }, limit)
  if (hits.length >= limit || words.length === 0) return hits
  return selectHits(ctx.db, ctx.me, { ...asked, old: asked.folded }, limit)
}

/** `ph-12`, `PH-000012` and `12` are one code. */
function codeIn(q: string): string | null {
  const figures = /^\s*(?:ph-?\s*)?(\d{1,12})\s*$/i.exec(q)?.[1]
  return figures ? `PH-${String(Number(figures)).padStart(6, '0')}` : null
}

/** The last figures of a phone, whatever stands before them. */
function phoneIn(q: string): string | null {
  const figures = q.replace(/[\s.()-]/g, '')
  return /^\+?\d{4,15}$/.test(figures) ? figures.replace(/^(?:\+?84|0)(?=\d{4})/, '') : null
}

/** All words; quoted, so that nothing typed is an operator. */
const queryOf = (words: readonly string[]) => words.map((word) => `'${word.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`).join(' & ')

/** The last of them a beginning. */
const begunBy = (words: readonly string[]) => (words.length > 0 ? `${queryOf(words)}:*` : '')

const tonedWords = (q: string) =>
  q
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8)

export const listTags = (ctx: Ctx, { q }: z.output<typeof contract.listTags.input>) => selectTags(ctx.db, ctx.me, q)
