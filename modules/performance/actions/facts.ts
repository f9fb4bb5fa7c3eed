import { isDeepStrictEqual } from 'node:util'
import { calendarFor, workingMinutesBetween } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { recomputed } from '../events.ts'
import { selectRows, storeRows } from '../queries/facts.ts'
import { type Found, selectSources } from '../queries/sources.ts'
import { insertRecomputation, readOn, selectCaseIds, takeStale } from '../queries/stale.ts'
import { type CaseRow, type Hours, rowOf } from '../rules/facts.ts'
import { keepTimes } from '../rules/keep.ts'

const EVENTS_AT_ONCE = 5_000
const CASES_AT_ONCE = 200

/** The beat: reads on in the memory of the house and counts the cases it speaks of anew. Answers how much there was to do. */
export async function catchUp(ctx: Ctx): Promise<number> {
  const read = await readOn(ctx.db, EVENTS_AT_ONCE, ctx.now)
  const ids = await takeStale(ctx.db, CASES_AT_ONCE)
  await storeRows(ctx.db, await countAnew(ctx, ids), ctx.now)
  return read + ids.length
}

/**
 * Every case from its sources, compared with what is stored: the nightly check. What differs is corrected, counted and announced;
 * with nothing to correct it writes one line. Facts some beat is about to count anyway are no difference.
 */
export async function recompute(ctx: Ctx): Promise<{ at: Date; checked: number; differing: number }> {
  while ((await catchUp(ctx)) > 0);
  const differing: string[] = []
  let checked = 0
  for (
    let ids = await selectCaseIds(ctx.db, undefined, CASES_AT_ONCE);
    ids.length > 0;
    ids = await selectCaseIds(ctx.db, ids.at(-1), CASES_AT_ONCE)
  ) {
    checked += ids.length
    const wrong = await differences(ctx, ids)
    await storeRows(ctx.db, wrong, ctx.now)
    differing.push(...wrong.map(({ caseId }) => caseId))
  }
  await insertRecomputation(ctx.db, { at: ctx.now, checked, differing: differing.length, caseIds: differing.slice(0, 50) })
  emit(ctx, recomputed, { checked, differing: differing.length, caseIds: differing.slice(0, 50) })
  return { at: ctx.now, checked, differing: differing.length }
}

async function differences(ctx: Ctx, ids: readonly string[]): Promise<CaseRow[]> {
  const stored = await selectRows(ctx.db, ids)
  const fresh = await countAnew(ctx, ids, stored)
  return fresh.filter((row) => !isDeepStrictEqual(sorted(row), sorted(stored.get(row.caseId))))
}

/** The order of surveys sent in the same instant says nothing. */
function sorted(row: CaseRow | undefined) {
  return row && { ...row, surveys: [...row.surveys].sort((a, b) => (a.invitationId < b.invitationId ? -1 : 1)) }
}

async function countAnew(ctx: Ctx, ids: readonly string[], known?: Map<string, CaseRow>): Promise<CaseRow[]> {
  if (ids.length === 0) return []
  const stored = known ?? (await selectRows(ctx.db, ids))
  const rows: CaseRow[] = []
  for (const { severity, ...source } of await selectSources(ctx.db, ids)) {
    const hours = await hoursFor(ctx, { ...source, severity })
    rows.push(keepTimes(stored.get(source.caseId), rowOf(source, hours)))
  }
  return rows
}

const remembered = new WeakMap<Ctx, Map<string, Hours>>()

/** The working hours of a case's channel and severity; asked once per transaction. */
async function hoursFor(ctx: Ctx, { channel, severity }: Pick<Found, 'channel' | 'severity'>): Promise<Hours> {
  const known = remembered.get(ctx) ?? new Map<string, Hours>()
  remembered.set(ctx, known)
  const already = known.get(`${channel} ${severity}`)
  if (already) return already
  const calendar = await calendarFor(ctx, { channel, severity })
  const working = (from: number, until: number) =>
    Math.max(0, Math.round(workingMinutesBetween(calendar, new Date(from), new Date(until)) * 60))
  const hours = { mark: `${calendar.id}:${calendar.version}`, working }
  known.set(`${channel} ${severity}`, hours)
  return hours
}
