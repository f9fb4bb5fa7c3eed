import type { z } from 'zod'
import { writeNote } from '#conversations'
import { findPeople, findPerson, poolOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { Refusal } from '#platform/text.ts'
import type * as contract from '../contract/commands.ts'
import type { Changed } from '../contract/shapes.ts'
import { caseAssigned, participantsChanged, type Why } from '../events.ts'
import { type Case, lockOpenOf, selectConversationIds, updateCase } from '../queries/case.ts'
import { selectTaking } from '../queries/changes.ts'
import { selectOpenUnit } from '../queries/intake.ts'
import { deleteParticipant, insertParticipants } from '../queries/people.ts'
import { because } from '../text/why.ts'
import { hourOf, text } from '../text.ts'
import { about, changed, lockFor, type Replaced } from './change.ts'
import { handClocksTo } from './clocks.ts'
import { keepSight, letSeeCustomer, unitsOf } from './sight.ts'
import { tell, wordsOf } from './tell.ts'

type Asked<Endpoint extends { input: z.ZodType }> = z.output<Endpoint['input']>

/** Out of the pool, by exactly one; whoever comes second is told who was first. */
export async function takeCase(ctx: Ctx, { id }: { id: string }): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.take').catch(async (error: unknown) => {
    throw (error instanceof Refusal ? await takenAway(ctx, id) : undefined) ?? error
  })
  if (found.handlerId === ctx.me.id) throw text.refusal(409, 'takenByYou')
  if (found.handlerId) throw await takenBy(ctx, found)
  if (isDone(found)) throw text.refusal(409, 'doneAlready')
  // It stands where whoever works on it works: their lead must see it.
  const unitId = ctx.me.teamIds[0] ?? found.unitId
  return give(ctx, found, { handlerId: ctx.me.id, ownerId: ctx.me.id, unitId, why: because('took', { name: ctx.me.name }) })
}

export const isDone = ({ category }: Pick<Case, 'category'>) => ['resolved', 'closed', 'cancelled'].includes(category)

/** It was in a pool of theirs a moment ago; whoever took it took it out of their sight. Undefined when it never was. */
async function takenAway(ctx: Ctx, id: string) {
  const taking = await selectTaking(ctx.db, id)
  const pool = taking?.formerUnitId ? await poolOf(ctx, taking.formerUnitId) : undefined
  return taking && pool?.unitIds.some((unitId) => ctx.me.teamIds.includes(unitId)) ? takenBy(ctx, taking) : undefined
}

async function takenBy(ctx: Ctx, { handlerId, assignedAt }: Pick<Case, 'handlerId' | 'assignedAt'>) {
  const first = handlerId ? await findPerson(ctx, handlerId) : undefined
  const at = assignedAt ?? ctx.now
  const refusal = text.refusal(409, 'takenBy', first?.name ?? '', hourOf(at))
  refusal.facts = { id: handlerId, name: first?.name ?? '', at }
  return refusal
}

/** To a colleague, into a unit's pool, or to somebody else's account. */
export async function assignCase(ctx: Ctx, input: Asked<typeof contract.assignCase>): Promise<Changed> {
  const found = await lockFor(ctx, input, 'cases.assign')
  const handler = input.handlerId ? await colleague(ctx, input.handlerId) : undefined
  if (input.ownerId) await colleague(ctx, input.ownerId)
  if (input.unitId && !(await selectOpenUnit(ctx.db, input.unitId))) throw text.refusal(404, 'unknownUnit')
  const handlerId = input.handlerId === undefined ? found.handlerId : input.handlerId
  const ownerId = input.ownerId ?? found.ownerId
  const unitId = input.unitId ?? handler?.unitId ?? found.unitId
  if (handlerId === found.handlerId && ownerId === found.ownerId && unitId === found.unitId) return changed(ctx, found, found.version)
  const why = handlerId === ctx.me.id ? because('took', { name: ctx.me.name }) : because('byPerson', { name: ctx.me.name })
  const done = await give(ctx, found, { handlerId, ownerId, unitId, why })
  const [conversationId] = input.note ? await selectConversationIds(ctx.db, found.id) : []
  if (conversationId) await writeNote(ctx, { id: conversationId, text: input.note })
  return done
}

/** Somebody who still works here; 404 else. */
export async function colleague(ctx: Ctx, id: string) {
  const person = await findPerson(ctx, id)
  if (!person || person.leftAt) throw text.refusal(404, 'unknownPerson')
  return person
}

export type Giving = { handlerId: string | null; ownerId: string; unitId: string; why: Why }

/** Writes who has a locked case from now on, and how to take it back. */
export async function give(ctx: Ctx, found: Case, giving: Giving): Promise<Changed> {
  const { version, before } = await handOver(ctx, found, giving)
  return changed(ctx, found, version, { before })
}

/** Who has a locked case from now on: its row, its clocks, who may see it, and who is told. */
export async function handOver(ctx: Ctx, found: Case, giving: Giving): Promise<Replaced> {
  const { handlerId, ownerId, unitId, why } = giving
  const isNew = handlerId !== found.handlerId
  const version = await updateCase(ctx.db, found.id, {
    ...handedOver(ctx, found, giving),
    ...(isNew ? { unread: handlerId !== ctx.me.id } : {}),
  })
  await handOn(ctx, found, giving)
  const now = { ...found, handlerId, ownerId, unitId }
  const facts = { caseId: found.id, handlerId, formerHandlerId: found.handlerId, ownerId, unitId, formerUnitId: found.unitId, why }
  emit(ctx, caseAssigned, facts, {
    ...(await about(ctx, now, [found.handlerId, found.ownerId])),
    units: [...new Set([...(await unitsOf(ctx, now)), ...(await unitsOf(ctx, found))])],
  })
  if (isNew && handlerId) await tell(ctx, found, { to: [handlerId], kind: 'assigned', title: wordsOf('handedOver', ctx.me.name) })
  const before = { handlerId: found.handlerId, ownerId: found.ownerId, unitId: found.unitId }
  return { caseId: found.id, version, before: { ...before, assignedWhy: found.assignedWhy, assignedAt: found.assignedAt } }
}

/** The columns of a case that changes hands. */
export const handedOver = (ctx: Ctx, found: Case, { handlerId, ownerId, unitId, why }: Giving) => ({
  ...{ handlerId, ownerId, unitId, assignedWhy: why },
  assignedAt: handlerId ? (handlerId === found.handlerId ? found.assignedAt : ctx.now) : null,
})

/** What follows a case to its new hands: its clocks and who may see it. The row is written already. */
export async function handOn(ctx: Ctx, found: Case, { handlerId, unitId }: Giving) {
  if (handlerId !== found.handlerId || unitId !== found.unitId) await handClocksTo(ctx, found.id, { responsibleId: handlerId, unitId })
  await keepSight(ctx, { ...found, handlerId })
}

/** Colleagues may see and follow a case from now on. */
export async function addParticipants(ctx: Ctx, { id, personIds }: Asked<typeof contract.addParticipants>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  const wanted = [...new Set(personIds)]
  const known = (await findPeople(ctx, wanted)).filter(({ leftAt }) => !leftAt)
  if (known.length < wanted.length) throw text.refusal(404, 'unknownPerson')
  const added = await bringIn(ctx, found, wanted, 'invited')
  if (added.length > 0) await tell(ctx, found, { to: added, kind: 'mention', title: wordsOf('invited', ctx.me.name) })
  return changed(ctx, found, found.version)
}

/** Lets colleagues see a case, its conversations and its customer. Answers who is new. */
export async function bringIn(
  ctx: Ctx,
  found: Case,
  personIds: readonly string[],
  why: 'mentioned' | 'invited' | 'wrote',
): Promise<string[]> {
  const added = await insertParticipants(ctx.db, found.id, personIds, why)
  if (added.length === 0) return added
  await keepSight(ctx, found)
  await letSeeCustomer(ctx, found.customerId, added)
  emit(ctx, participantsChanged, { caseId: found.id, added, removed: [], why }, await about(ctx, found, added))
  return added
}

export async function removeParticipant(ctx: Ctx, { id, personId }: Asked<typeof contract.removeParticipant>): Promise<Changed> {
  const found = await lockFor(ctx, { id }, 'cases.change')
  if (await deleteParticipant(ctx.db, id, personId)) {
    await keepSight(ctx, found)
    emit(ctx, participantsChanged, { caseId: id, added: [], removed: [personId], why: 'left' }, await about(ctx, found, [personId]))
  }
  return changed(ctx, found, found.version)
}

/** Somebody has left: what they worked on goes back to the pool, and whoever leads the unit answers for what was theirs. */
export async function returnCases(ctx: Ctx, { personId }: { personId: string }) {
  const left = await findPerson(ctx, personId)
  for (const found of await lockOpenOf(ctx.db, personId)) {
    const handlerId = found.handlerId === personId ? null : found.handlerId
    const pool = await poolOf(ctx, found.unitId)
    const ownerId = found.ownerId === personId ? (pool?.accountableId ?? found.ownerId) : found.ownerId
    const unit = pool?.name ?? ''
    await give(ctx, found, { handlerId, ownerId, unitId: found.unitId, why: because('left', { name: left?.name ?? '', unit }) })
  }
}
