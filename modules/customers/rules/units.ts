import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** Provinces and wards since 1 July 2025; see data/vn-units.LICENSE for where they come from. */
const Units = z.array(
  z.object({ code: z.string(), name: z.string(), short: z.string(), wards: z.array(z.tuple([z.string(), z.string(), z.string()])) }),
)
const units = Units.parse(JSON.parse(readFileSync(join(import.meta.dirname, '../data/vn-units.json'), 'utf8')))

export type Place = { code: string; name: string; short: string }

const collator = new Intl.Collator('vi')
const byShort = (a: Place, b: Place) => collator.compare(a.short, b.short)

export const provinces: readonly Place[] = units.map(({ code, name, short }) => ({ code, name, short })).sort(byShort)

const wards = new Map(
  units.map((unit) => [unit.code, unit.wards.map(([code, name, short]): Place => ({ code, name, short })).sort(byShort)] as const),
)
const provinceByCode = new Map(provinces.map((province) => [province.code, province]))
const wardByCode = new Map([...wards.values()].flat().map((ward) => [ward.code, ward]))

/** Undefined: no such province. */
export const wardsOf = (provinceCode: string): readonly Place[] | undefined => wards.get(provinceCode)

export const provinceName = (code: string | null): string | null => (code && provinceByCode.get(code)?.name) || null
export const wardName = (code: string | null): string | null => (code && wardByCode.get(code)?.name) || null

/** A ward needs its own province; neither is an address without them. */
export function isPlace(provinceCode: string | null, wardCode: string | null): boolean {
  if (provinceCode === null) return wardCode === null
  const own = wards.get(provinceCode)
  return own !== undefined && (wardCode === null || own.some(({ code }) => code === wardCode))
}
