import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { Refusal } from '#platform/text.ts'
import type * as contract from '../contract/commands.ts'
import type { BulkDone } from '../contract/shapes.ts'
import { type Case, lockCases, selectVisibleIds } from '../queries/case.ts'
import { selectOpenUnit } from '../queries/intake.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'
import { keepUndo, lockFor, type Replaced } from './change.ts'
import { setSnooze } from './later.ts'
import { refuseWrongMove, standingsOf } from './move.ts'
import { type Ending, endingOf, finish } from './status.ts'
import { retag } from './ties.ts'
import { colleague, handOver, isDone } from './who.ts'

type Input = z.output<typeof contract.bulkChange.input>
type Change = Input['change']
type Done = z.output<typeof BulkDone>

/** What each kind of change needs of each single case, as it would alone. */
const NEEDS: Record<Change['what'], string> = {
  assign: 'cases.assign',
  tag: 'cases.change',
  resolve: 'cases.resolve',
  snooze: 'cases.change',
}

/** One thing to many cases, all in one go: each is allowed or refused as it would be alone, and one token takes back what was done. */
export async function bulkChange(ctx: Ctx, { ids, change }: Input): Promise<Done> {
  const wanted = [...new Set(ids)]
  await refuseWrongTarget(ctx, change)
  const locked = new Map((await lockCases(ctx.db, wanted)).map((found) => [found.id, found]))
  const [allowed, failed] = await allowedOf(ctx, wanted, locked, NEEDS[change.what])
  const replaced: Replaced[] = []
  const done: string[] = []
  if (change.what === 'tag') {
    for (const one of await retag(ctx, allowed, change)) replaced.push({ ...one, before: {} })
    done.push(...allowed.map(({ id }) => id))
  } else {
    const changeOne = await changerOf(ctx, allowed, change)
    for (const found of childrenFirst(allowed)) {
      const refused = await tried(found.id, async () => replaced.push(...(await changeOne(found))))
      if (refused) failed.push(refused)
      else done.push(found.id)
    }
  }
  return {
    done,
    failed: failed.map((one) => ({ ...one, code: one.reason === 'cases.unknown' ? null : (locked.get(one.id)?.code ?? null) })),
    undo: replaced.length > 0 && ctx.me.via !== 'system' ? await keepUndo(ctx, replaced) : null,
  }
}

/** What is below comes before what it is below: a parent may be done once its children are. */
function childrenFirst(cases: readonly Case[]): Case[] {
  const known = new Map(cases.map((one) => [one.id, one]))
  const depth = ({ parentId }: Case): number => {
    const parent = parentId === null ? undefined : known.get(parentId)
    return parent ? depth(parent) + 1 : 0
  }
  return cases.toSorted((a, b) => depth(b) - depth(a))
}

/** Who or where it goes is looked at once, not per case. */
async function refuseWrongTarget(ctx: Ctx, change: Change) {
  if (change.what === 'assign') {
    if (change.handlerId) await colleague(ctx, change.handlerId)
    if (change.unitId && !(await selectOpenUnit(ctx.db, change.unitId))) throw text.refusal(404, 'unknownUnit')
  }
  if (change.what === 'snooze' && change.until && change.until <= ctx.now) throw text.refusal(422, 'momentPassed')
}

/** Those that may be changed, asked for all together; of the others each is refused with the reason it would get alone. */
async function allowedOf(
  ctx: Ctx,
  ids: readonly string[],
  locked: ReadonlyMap<string, Case>,
  permission: string,
): Promise<[Case[], Done['failed']]> {
  const seen = await selectVisibleIds(ctx.db, ids, ctx.me, 'cases.read')
  const may = await selectVisibleIds(ctx.db, ids, ctx.me, permission)
  const allowed: Case[] = []
  const failed: Done['failed'] = []
  for (const id of ids) {
    const found = locked.get(id)
    if (found && seen.has(id) && may.has(id) && !found.mergedIntoId) allowed.push(found)
    else {
      const refused = await tried(id, async () => allowed.push(await lockFor(ctx, { id }, permission)))
      if (refused) failed.push(refused)
    }
  }
  return [allowed, failed]
}

/** A refusal of one case is its result; anything else is a bug of the whole. Refusals come before the first write of a case. */
async function tried(id: string, run: () => Promise<unknown>): Promise<Done['failed'][number] | undefined> {
  try {
    await run()
    return undefined
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { id, code: null, reason: error.code, words: error.words }
  }
}

type Single = Exclude<Change, { what: 'tag' }>
/** Changes one case; answers what that replaced, nothing when it was so already. */
type Changer = (found: Case) => Promise<Replaced[]>

/** What is the same for all is looked up once. */
async function changerOf(ctx: Ctx, cases: readonly Case[], change: Single): Promise<Changer> {
  if (change.what === 'assign') return assigner(ctx, change)
  if (change.what === 'resolve') return resolver(ctx, cases, change)
  return snoozer(ctx, change)
}

async function assigner(ctx: Ctx, { handlerId, unitId }: Extract<Change, { what: 'assign' }>): Promise<Changer> {
  const home = unitId ?? (handlerId ? (await colleague(ctx, handlerId)).unitId : null)
  const why = handlerId === ctx.me.id ? because('took', { name: ctx.me.name }) : because('byPerson', { name: ctx.me.name })
  return async (found) => {
    const unit = home ?? found.unitId
    if (handlerId === found.handlerId && unit === found.unitId) return []
    return [await handOver(ctx, found, { handlerId, ownerId: found.ownerId, unitId: unit, why })]
  }
}

async function resolver(ctx: Ctx, cases: readonly Case[], change: Extract<Change, { what: 'resolve' }>): Promise<Changer> {
  const standing = await standingsOf(ctx, cases)
  let ending: Promise<Ending> | undefined
  return async (found) => {
    await refuseWrongMove(ctx, found, 'resolve', 'resolved', await standing(found))
    ending ??= endingOf(ctx, change)
    return [await finish(ctx, found, await ending, change.note)]
  }
}

const snoozer =
  (ctx: Ctx, { until }: Extract<Change, { what: 'snooze' }>): Changer =>
  async (found) => {
    if (until && isDone(found)) throw text.refusal(409, 'doneAlready')
    if (!until && !found.snoozedUntil) return []
    const version = await setSnooze(ctx, found, until, '')
    return [{ caseId: found.id, version, before: { snoozedUntil: found.snoozedUntil } }]
  }
