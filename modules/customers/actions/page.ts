import type { z } from 'zod'
import { maskedPhone, vnDay } from '#org'
import { type Ctx, scopeOf } from '#platform/context.ts'
import type { Customer } from '../contract/shapes.ts'
import { Preferences } from '../contract/shapes.ts'
import { toCard, toIdentity } from '../facts.ts'
import { selectMerged } from '../queries/merge.ts'
import * as queries from '../queries/read.ts'
import { provinceName, wardName } from '../rules/units.ts'
import { upcomingOf } from '../rules/upcoming.ts'
import { text } from '../text.ts'

const sight = (ctx: Ctx) => ({ me: ctx.me, scope: scopeOf(ctx.me, 'customers.read'), now: ctx.now })

/** The customer's card row, when within reach; else a 404 that tells nothing. */
export async function seen(ctx: Ctx, id: string) {
  const row = await queries.selectCard(ctx.db, id, sight(ctx))
  if (!row) throw text.refusal(404, 'unknown')
  return row
}

export const getCard = async (ctx: Ctx, { id }: { id: string }) => toCard(await seen(ctx, id))

export async function getCustomer(ctx: Ctx, { id }: { id: string }): Promise<z.input<typeof Customer>> {
  const row = await queries.selectPage(ctx.db, id, sight(ctx))
  if (!row) throw text.refusal(404, 'unknown')
  const { ownerId, mainMail: _mail, mainPhone: _phone, ...card } = toCard(row)
  const identities = await queries.selectIdentities(ctx.db, row.id)
  const people = row.kind === 'company' ? await queries.selectPeopleOf(ctx.db, row.id, sight(ctx)) : []
  return {
    ...card,
    ...about(row),
    owner: ownerId && row.ownerName ? { id: ownerId, name: row.ownerName } : null,
    identities: identities.map((one) => toIdentity(one, Boolean(row.opensContacts))),
    people: people.map((one) => ({ ...one, phone: one.phone && maskedPhone(one.phone) })),
    upcoming: upcomingOf(row, vnDay(ctx.now)),
    merged: await selectMerged(ctx.db, row.id),
  }
}

type PageRow = NonNullable<Awaited<ReturnType<typeof queries.selectPage>>>

function about(row: PageRow) {
  const { contactName, taxCode, birthDate, birthLunar, birthLunarDay, birthLunarMonth, foundedOn } = row
  const { memory, noAdvertising, tags, firstSeenAt, version, addressLine, wardCode, provinceCode, legacyAddress } = row
  return {
    ...{ contactName, taxCode, birthDate, birthLunar, birthLunarDay, birthLunarMonth, foundedOn },
    ...{ memory, noAdvertising, tags, firstSeenAt, version },
    preferences: Preferences.parse(row.preferences),
    company: row.companyId && row.companyName ? { id: row.companyId, name: row.companyName, code: row.companyCode ?? '' } : null,
    unit: row.unitId && row.unitName ? { id: row.unitId, name: row.unitName } : null,
    memoryChanged: row.memoryAt ? { by: row.memoryByName ?? '', at: row.memoryAt } : null,
    address: {
      line: addressLine,
      wardCode,
      wardName: wardName(wardCode),
      provinceCode,
      provinceName: provinceName(provinceCode),
      legacy: legacyAddress,
    },
  }
}
