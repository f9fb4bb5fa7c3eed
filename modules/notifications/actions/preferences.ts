import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { NoticeKind, type Preference } from '../contract.ts'
import { preferencesChanged } from '../events.ts'
import * as queries from '../queries.ts'
import { UNLESS_CHOSEN } from '../rules.ts'

export async function listPreferences(ctx: Ctx): Promise<Preference[]> {
  const chosen = new Map((await queries.selectPreferences(ctx.db, ctx.me.id)).map((one) => [one.kind, one]))
  return NoticeKind.options.map((kind) => {
    const { inProduct, byMail } = chosen.get(kind) ?? UNLESS_CHOSEN[kind]
    return { kind, inProduct, byMail }
  })
}

export async function changePreference(ctx: Ctx, { kind, inProduct, byMail }: Preference) {
  await queries.upsertPreference(ctx.db, { personId: ctx.me.id, kind, inProduct, byMail })
  emit(ctx, preferencesChanged, { personId: ctx.me.id }, { people: [ctx.me.id] })
  return listPreferences(ctx)
}
