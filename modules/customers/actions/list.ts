import type { z } from 'zod'
import { maskedPhone } from '#org'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import type { findDuplicates as Find, listCustomers as List, ListFilters, searchCustomers as Search } from '../contract/ask.ts'
import { toCard } from '../facts.ts'
import { selectTags } from '../queries/read.ts'
import * as queries from '../queries/search.ts'
import { identityFrom } from '../rules/identity.ts'
import { provinceName, provinces, wardsOf } from '../rules/units.ts'
import { text } from '../text.ts'

const sight = (ctx: Ctx) => ({ me: ctx.me, scope: scopeOf(ctx.me, 'customers.read'), now: ctx.now })

export async function listCustomers(ctx: Ctx, { q, sort, after, limit, ...filters }: z.output<typeof List.input>) {
  refuseHidden(ctx, filters)
  if (q) return { items: (await found(ctx, q, filters, limit)).map(toRow), next: null }
  const rows = await queries.selectList(ctx.db, sight(ctx), filters, { sort, after: decodeCursor(after, sort === 'name' ? 3 : 2), limit })
  const page = cutPage(rows, limit, (row) => (sort === 'name' ? [row.sortName, row.name, row.id] : [row.firstSeenAt, row.id]))
  return { items: page.items.map(toRow), next: page.next }
}

export async function searchCustomers(ctx: Ctx, { q, kind, limit }: z.output<typeof Search.input>) {
  if (!q) return []
  return (await found(ctx, q, { kind }, limit)).map(toFound)
}

/** What was typed; when nobody is called so, names that are nearly so. */
export async function found(ctx: Ctx, q: string, filters: Omit<ListFilters, 'q'>, limit: number) {
  const exact = await queries.selectFound(ctx.db, sight(ctx), q, filters, limit)
  return exact.length > 0 || !/\p{L}{3}/u.test(q) ? exact : queries.selectAlike(ctx.db, sight(ctx), q, filters, limit)
}

/** Asking by group is reading the group. */
export function refuseHidden(ctx: Ctx, { vulnerable }: ListFilters) {
  if (vulnerable?.length && scopeOf(ctx.me, 'customers.vulnerable') !== 'all') throw text.refusal(403, 'vulnerableHidden')
}

export async function findDuplicates(ctx: Ctx, { name, phone, mail, provinceCode, notId }: z.output<typeof Find.input>) {
  const identities = [phone && identityFrom('phone', phone), mail && identityFrom('mail', mail)].filter(
    (one) => one !== undefined && one !== '',
  )
  if (!name && identities.length === 0) return []
  const rows = await queries.selectDuplicates(ctx.db, sight(ctx), { name, identities, provinceCode, notId })
  return rows.map((row) => ({
    ...toFound(row),
    why: [row.samePhone && 'phone', row.sameMail && 'mail', row.sameName && 'name'].filter((why) => why !== false),
  }))
}

export const listTags = (ctx: Ctx) => selectTags(ctx.db, sight(ctx))

export const listProvinces = async () => [...provinces]

export async function listWards(_ctx: Ctx, { code }: { code: string }) {
  const wards = wardsOf(code)
  if (!wards) throw text.refusal(404, 'unknownProvince')
  return [...wards]
}

function toRow(row: queries.Listed) {
  const { companyName, ownerName, tags, firstSeenAt } = row
  return { ...toCard(row), companyName, ownerName, tags, firstSeenAt, provinceName: provinceName(row.provinceCode) }
}

function toFound(row: queries.Listed) {
  const { id, code, kind, name, honorific, tier, segment, companyName } = row
  const phone = row.mainPhone && maskedPhone(row.mainPhone)
  return { id, code, kind, name, honorific, tier, segment, companyName, phone, provinceName: provinceName(row.provinceCode) }
}
