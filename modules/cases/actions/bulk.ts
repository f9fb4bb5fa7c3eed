import { randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { Refusal } from '#platform/text.ts'
import type * as contract from '../contract/commands.ts'
import type { BulkDone } from '../contract/shapes.ts'
import { type Case, lockCases } from '../queries/case.ts'
import { selectOpenUnit } from '../queries/intake.ts'
import { joinUndos } from '../queries/undo.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'
import { changed, keepUndo, lockFor, undoHash } from './change.ts'
import { setSnooze } from './later.ts'
import { refuseWrongMove } from './move.ts'
import { finishCase } from './status.ts'
import { retag } from './ties.ts'
import { colleague, give, isDone } from './who.ts'

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
  const codes = new Map((await lockCases(ctx.db, wanted)).map(({ id, code }) => [id, code]))
  const [allowed, failed] = await allowedOf(ctx, wanted, NEEDS[change.what])
  const tokens: (string | null)[] = []
  const done: string[] = []
  if (change.what === 'tag') {
    const retagged = await retag(ctx, allowed, change)
    if (retagged.length > 0)
      tokens.push(
        await keepUndo(
          ctx,
          retagged.map((one) => ({ ...one, before: {} })),
        ),
      )
    done.push(...allowed.map(({ id }) => id))
  } else
    for (const found of allowed) {
      const refused = await tried(found.id, async () => tokens.push(await changeOne(ctx, found, change)))
      if (refused) failed.push(refused)
      else done.push(found.id)
    }
  return {
    done,
    failed: failed.map((one) => ({ ...one, code: one.reason === 'cases.unknown' ? null : (codes.get(one.id) ?? null) })),
    undo: await oneToken(ctx, tokens),
  }
}

/** Who or where it goes is looked at once, not per case. */
async function refuseWrongTarget(ctx: Ctx, change: Change) {
  if (change.what === 'assign') {
    if (change.handlerId) await colleague(ctx, change.handlerId)
    if (change.unitId && !(await selectOpenUnit(ctx.db, change.unitId))) throw text.refusal(404, 'unknownUnit')
  }
  if (change.what === 'snooze' && change.until && change.until <= ctx.now) throw text.refusal(422, 'momentPassed')
}

async function allowedOf(ctx: Ctx, ids: readonly string[], permission: string): Promise<[Case[], Done['failed']]> {
  const allowed: Case[] = []
  const failed: Done['failed'] = []
  for (const id of ids) {
    const refused = await tried(id, async () => allowed.push(await lockFor(ctx, { id }, permission)))
    if (refused) failed.push(refused)
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

/** Answers the token that takes this one back. */
async function changeOne(ctx: Ctx, found: Case, change: Exclude<Change, { what: 'tag' }>): Promise<string | null> {
  if (change.what === 'assign') return (await assignOne(ctx, found, change)).undo
  if (change.what === 'resolve') {
    await refuseWrongMove(ctx, found, 'resolve', 'resolved')
    return (await finishCase(ctx, found, change)).undo
  }
  if (change.until && isDone(found)) throw text.refusal(409, 'doneAlready')
  if (!change.until && !found.snoozedUntil) return null
  const version = await setSnooze(ctx, found, change.until, '')
  return (await changed(ctx, found, version, { before: { snoozedUntil: found.snoozedUntil } })).undo
}

async function assignOne(ctx: Ctx, found: Case, { handlerId, unitId }: Extract<Change, { what: 'assign' }>) {
  const unit = unitId ?? (handlerId ? (await colleague(ctx, handlerId)).unitId : null) ?? found.unitId
  if (handlerId === found.handlerId && unit === found.unitId) return changed(ctx, found, found.version)
  const why = handlerId === ctx.me.id ? because('took', { name: ctx.me.name }) : because('byPerson', { name: ctx.me.name })
  return give(ctx, found, { handlerId, ownerId: found.ownerId, unitId: unit, why })
}

async function oneToken(ctx: Ctx, tokens: readonly (string | null)[]): Promise<string | null> {
  const given = tokens.filter((token) => token !== null)
  if (given.length <= 1) return given[0] ?? null
  const token = randomBytes(24).toString('base64url')
  const expiresAt = new Date(ctx.now.getTime() + 10 * 60_000)
  await joinUndos(ctx.db, given.map(undoHash), { hash: undoHash(token), byId: ctx.me.id, at: ctx.now, expiresAt })
  return token
}
