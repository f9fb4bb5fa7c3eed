import type { z } from 'zod'
import { findPerson, unitsBelow } from '#org'
import { type Ctx, scopeOf } from '#platform/context.ts'
import type { NewCustomer } from '../contract/tell.ts'
import { selectFacts } from '../queries/find.ts'
import type { Columns } from '../queries/write.ts'
import { isPlace } from '../rules/units.ts'
import { text } from '../text.ts'

type Fields = Partial<Omit<z.output<typeof NewCustomer>, 'kind' | 'identities' | 'tags'>>
type Before = {
  kind: string
  provinceCode?: string | null
  wardCode?: string | null
  birthLunar?: boolean
  birthLunarDay?: number | null
  birthLunarMonth?: number | null
}

/** What a person wrote, checked and as the table keeps it. `before` is what stands there now. */
export async function columnsFrom(ctx: Ctx, fields: Fields, before: Before): Promise<Columns> {
  await refuseWrongReferences(ctx, fields, before)
  if (fields.vulnerable && !scopeOf(ctx.me, 'customers.vulnerable')) throw text.refusal(403, 'vulnerableHidden')
  const columns: Columns = { ...fields, ...placeOf(fields, before), ...birthdayOf(fields, before) }
  if (fields.vulnerable) columns.vulnerable = [...new Set(fields.vulnerable)]
  return columns
}

async function refuseWrongReferences(ctx: Ctx, { ownerId, unitId, companyId }: Fields, { kind }: Before) {
  if (ownerId) {
    const owner = await findPerson(ctx, ownerId)
    if (!owner || owner.leftAt) throw text.refusal(422, 'unknownOwner')
  }
  if (unitId && !(await unitsBelow(ctx, unitId)).includes(unitId)) throw text.refusal(422, 'unknownUnit')
  if (companyId) {
    if (kind === 'company') throw text.refusal(422, 'notCompany')
    const [company] = await selectFacts(ctx.db, [companyId])
    if (company?.kind !== 'company') throw text.refusal(422, 'unknownCompany')
  }
}

/** Another province without a ward forgets the ward of the former one. */
function placeOf(fields: Fields, before: Before): Pick<Columns, 'wardCode'> {
  const { provinceCode = before.provinceCode ?? null } = fields
  const moved = provinceCode !== (before.provinceCode ?? null)
  const { wardCode = moved ? null : (before.wardCode ?? null) } = fields
  if (!isPlace(provinceCode, wardCode)) throw text.refusal(422, 'unknownPlace')
  return moved || fields.wardCode !== undefined ? { wardCode } : {}
}

function birthdayOf(fields: Fields, before: Before): Pick<Columns, 'birthLunarDay' | 'birthLunarMonth'> {
  const { birthLunar = before.birthLunar ?? false } = fields
  const { birthLunarDay = before.birthLunarDay ?? null, birthLunarMonth = before.birthLunarMonth ?? null } = fields
  if (!birthLunar) return fields.birthLunar === false ? { birthLunarDay: null, birthLunarMonth: null } : {}
  if (birthLunarDay === null || birthLunarMonth === null) throw text.refusal(422, 'lunarIncomplete')
  return {}
}
