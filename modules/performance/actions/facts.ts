import { isDeepStrictEqual } from 'node:util'
import { workingHoursOf } from '#clocks'
import { workingMinutesBetween } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { recomputed } from '../events.ts'
import { beginAnew, type Checking, keepChecking, takeChecking } from '../queries/checking.ts'
import { lockFacts, selectRows, storeRows } from '../queries/facts.ts'
import { type Found, selectSources } from '../queries/sources.ts'
import { insertRecomputation, readOn, selectCaseIds, selectRecomputation, takeStale } from '../queries/stale.ts'
import { type CaseRow, type Hours, rowOf } from '../rules/facts.ts'
import { keepTimes } from '../rules/keep.ts'

const EVENTS_AT_ONCE = 5_000
const CASES_AT_ONCE = 500

/** Reads on in the memory of the house and counts the cases it speaks of anew. Answers how much there was to do. */
export async function catchUp(ctx: Ctx): Promise<number> {
  const { read, counted } = await catchUpOnce(ctx)
  return read + counted
}

/** The beat: what a busy house does meanwhile is counted together a second later, so it goes on at once only when there was more than it took. */
export async function keepUp(ctx: Ctx): Promise<number> {
  const { read, counted } = await catchUpOnce(ctx)
  return read === EVENTS_AT_ONCE || counted === CASES_AT_ONCE ? counted : 0
}

async function catchUpOnce(ctx: Ctx) {
  await lockFacts(ctx.db)
  const read = await readOn(ctx.db, EVENTS_AT_ONCE, ctx.now)
  const ids = await takeStale(ctx.db, CASES_AT_ONCE)
  await storeRows(ctx.db, await countAnew(ctx, ids), ctx.now)
  return { read, counted: ids.length }
}

/** Every case from its sources, compared with what is stored, at once: for whoever wants to know now. */
export async function recompute(ctx: Ctx): Promise<{ at: Date; checked: number; differing: number }> {
  await beginAnew(ctx.db)
  while ((await checkOn(ctx)) > 0);
  return (await selectRecomputation(ctx.db)) ?? { at: ctx.now, checked: 0, differing: 0 }
}

/** The nightly check begins; `checkOn` goes through the cases a slice a beat, so that nothing is locked for long and a kill costs one slice. */
export const beginChecking = (ctx: Ctx) => beginAnew(ctx.db)

/**
 * The next slice of the check: what differs from its sources is corrected and counted. With no case left the result is written down and announced.
 * Facts some beat is about to count anyway are no difference, so those come first. Answers how much there was to do.
 */
export async function checkOn(ctx: Ctx): Promise<number> {
  const so = await takeChecking(ctx.db)
  if (!so) return 0
  await lockFacts(ctx.db)
  const waiting = await catchUp(ctx)
  if (waiting > 0) return waiting
  const ids = await selectCaseIds(ctx.db, so.afterId ?? undefined, CASES_AT_ONCE)
  const wrong = await differences(ctx, ids)
  await storeRows(ctx.db, wrong, ctx.now)
  const caseIds = [...so.caseIds, ...wrong.map(({ caseId }) => caseId)].slice(0, 50)
  const next = { caseIds, afterId: ids.at(-1) ?? null, checked: so.checked + ids.length, differing: so.differing + wrong.length }
  await keepChecking(ctx.db, next, ids.length === 0)
  if (ids.length === 0) await writeDown(ctx, next)
  return ids.length
}

async function writeDown(ctx: Ctx, { checked, differing, caseIds }: Checking) {
  await insertRecomputation(ctx.db, { at: ctx.now, checked, differing, caseIds })
  emit(ctx, recomputed, { checked, differing, caseIds })
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

/** The working hours its clocks run on: of a case's severity, its unit's branch and its channel; asked once per transaction. */
async function hoursFor(ctx: Ctx, { channel, severity, unitId }: Pick<Found, 'channel' | 'severity' | 'unitId'>): Promise<Hours> {
  const known = remembered.get(ctx) ?? new Map<string, Hours>()
  remembered.set(ctx, known)
  const about = `${channel} ${severity} ${unitId}`
  const already = known.get(about)
  if (already) return already
  const calendar = await workingHoursOf(ctx, { channel, severity, unitId })
  const working = (from: number, until: number) =>
    Math.max(0, Math.round(workingMinutesBetween(calendar, new Date(from), new Date(until)) * 60))
  const hours = { mark: `${calendar.id}:${calendar.version}`, working }
  known.set(about, hours)
  return hours
}
