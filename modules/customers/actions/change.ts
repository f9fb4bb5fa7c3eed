import type { z } from 'zod'
import { findPerson } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { changeCustomer as Change, rememberCustomer as Remember } from '../contract/tell.ts'
import { customerChanged } from '../events.ts'
import * as queries from '../queries/write.ts'
import { momentOf } from '../rules/words.ts'
import { text } from '../text.ts'
import { columnsFrom } from './fields.ts'
import { lockWithin } from './identities.ts'

/** Fields whose new value may stand in an event: nothing personal. */
const OPEN = ['tier', 'segment', 'ownerId', 'language', 'noAdvertising'] as const

export async function changeCustomer(ctx: Ctx, { id, version, tags, ...fields }: z.output<typeof Change.input>) {
  const before = await lockWithin(ctx, id)
  if (before.version !== version) throw await faster(ctx, 'changedMeanwhile', before.changedBy, before.changedAt)
  const columns = await columnsFrom(ctx, fields, before)
  const changed = Object.entries(columns).flatMap(([field, value]) => (isSame(before[field as keyof typeof before], value) ? [] : [field]))
  const oldTags = tags && (await queries.selectTagsOf(ctx.db, id))
  const tagsChanged = tags !== undefined && !isSame([...new Set(tags)].sort(), oldTags)
  if (tags && tagsChanged) await queries.replaceTags(ctx.db, id, tags)
  if (changed.length === 0 && !tagsChanged) return { version }
  await queries.updateCustomer(ctx.db, id, { ...columns, version: version + 1, changedAt: ctx.now, changedBy: ctx.me.id })
  announce(ctx, id, columns, [...changed, ...(tagsChanged ? ['tags'] : [])])
  return { version: version + 1 }
}

function announce(ctx: Ctx, customerId: string, columns: queries.Columns, fields: string[]) {
  const to = Object.fromEntries(OPEN.filter((field) => fields.includes(field)).map((field) => [field, columns[field] ?? null]))
  emit(ctx, customerChanged, { customerId, fields, to }, { customerId })
}

export async function rememberCustomer(ctx: Ctx, { id, was, memory }: z.output<typeof Remember.input>) {
  const before = await lockWithin(ctx, id, 'customers.memory')
  if (before.memory === memory) return { memory }
  if (before.memory !== was) {
    const refusal = await faster(ctx, 'memoryMeanwhile', before.memoryBy, before.memoryAt ?? before.changedAt)
    refusal.facts = { ...refusal.facts, memory: before.memory }
    throw refusal
  }
  await queries.updateCustomer(ctx.db, id, { memory, memoryBy: ctx.me.id, memoryAt: ctx.now })
  emit(ctx, customerChanged, { customerId: id, fields: ['memory'] }, { customerId: id })
  return { memory }
}

/** 409 that says who was first and when. */
async function faster(ctx: Ctx, why: 'changedMeanwhile' | 'memoryMeanwhile', byId: string | null, at: Date) {
  const by = (byId && (await findPerson(ctx, byId))?.name) || 'Tận Tâm'
  const refusal = text.refusal(409, why, by, momentOf(at))
  refusal.facts = { by, at: at.toISOString() }
  return refusal
}

const isSame = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
