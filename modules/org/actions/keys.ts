import type { z } from 'zod'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import type { createKey as CreateKey } from '../contract/access.ts'
import { keyCreated, keyRevoked } from '../events.ts'
import * as queries from '../queries.ts'
import { freshKey } from '../rules/tokens.ts'
import { text } from '../text.ts'

/** Reach `own`: my keys only; anything wider: everybody's. */
const mineOnly = (ctx: Ctx) => (scopeOf(ctx.me, 'org.keys') === 'own' ? ctx.me.id : undefined)

export const listKeys = (ctx: Ctx) => queries.selectKeys(ctx.db, mineOnly(ctx))

export async function myGrants(ctx: Ctx) {
  return Object.keys(ctx.me.grants).sort()
}

/** Makes a key and answers it once; what is stored is its SHA-256. It never can more than its owner, whatever it was made for. */
export async function createKey(ctx: Ctx, { name, permissions, personId = ctx.me.id, expiresAt = null }: z.output<typeof CreateKey.input>) {
  if (expiresAt && expiresAt <= ctx.now) throw text.refusal(422, 'expiresInPast')
  if (ctx.me.via !== 'system') await refuseForeign(ctx, personId, permissions)
  const { key, prefix, hash } = freshKey()
  const id = newId()
  await queries.insertKey(ctx.db, {
    id,
    name,
    prefix,
    hash,
    personId,
    permissions: [...new Set(permissions)],
    createdBy: ctx.me.id,
    createdAt: ctx.now,
    expiresAt,
  })
  emit(ctx, keyCreated, { keyId: id, personId, permissions })
  return { ...(await keyOf(ctx, id)), key }
}

async function refuseForeign(ctx: Ctx, personId: string, permissions: readonly string[]) {
  if (personId === ctx.me.id) {
    if (!permissions.every((permission) => permission in ctx.me.grants)) throw text.refusal(403, 'beyondOwnRights')
    return
  }
  const person = await queries.lockPerson(ctx.db, personId)
  if (mineOnly(ctx) || !person || person.leftAt || person.userId) throw text.refusal(403, 'keyOfSomeoneElse')
}

export async function revokeKey(ctx: Ctx, { id }: { id: string }) {
  const key = await queries.selectKey(ctx.db, id)
  if (!key || (mineOnly(ctx) && key.personId !== ctx.me.id)) throw text.refusal(404, 'unknownKey')
  const revoked = await queries.markRevoked(ctx.db, id, ctx.now)
  if (revoked) emit(ctx, keyRevoked, { keyId: id, personId: revoked.personId })
  return keyOf(ctx, id)
}

async function keyOf(ctx: Ctx, id: string) {
  const key = await queries.selectKey(ctx.db, id)
  if (!key) throw text.refusal(404, 'unknownKey')
  return key
}
