import { z } from 'zod'
import { useAddress } from '#web/kit.tsx'
import { writeSearch } from '#web/search.ts'
import { type Filter, filter, Metric, USUAL_PERIOD } from '../contract.ts'

/** The filter in the address: ky, tu, den, kenh, loai, nhom, nguoi. What cannot be read asks for the usual period. */
export type Address = Record<string, string | undefined>

export const PERIODS = ['today', 'week', 'month', 'last_month', 'last_7', 'last_30', 'last_90', 'custom'] as const

function understood<Value>(shape: { safeParse: (given: unknown) => { data?: Value } }, given: string | undefined): Value | undefined {
  return given ? shape.safeParse(given).data : undefined
}

export function filterOf({ ky, tu, den, kenh, loai, nhom, nguoi }: Address): Filter {
  return {
    period: PERIODS.find((period) => period === ky) ?? USUAL_PERIOD,
    from: understood(filter.from, tu),
    until: understood(filter.until, den),
    channel: understood(filter.channel, kenh),
    typeCode: understood(filter.typeCode, loai),
    unitId: understood(filter.unitId, nhom),
    personId: understood(filter.personId, nguoi),
  }
}

const written = ({ period, from, until, channel, typeCode, unitId, personId }: Filter) => ({
  ...{ ky: period === USUAL_PERIOD ? undefined : period, tu: from, den: until },
  ...{ kenh: channel, loai: typeCode, nhom: unitId, nguoi: personId },
})

export type Part = 'numerator' | 'denominator' | 'missed' | 'excluded' | 'pending'

/** What a list is narrowed to beyond the filter: a bucket of ages, a day, a team without those below it, what nobody handles. */
export type Narrow = { ageFrom?: number; ageTo?: number | null; day?: string; unitAlone?: true; nobody?: true }

const narrowed = ({ ageFrom = undefined, ageTo = undefined, day = undefined, unitAlone = undefined, nobody = undefined }: Narrow) => ({
  ...{ tuoiTu: ageFrom, tuoiDen: ageTo, ngay: day },
  ...{ rieng: unitAlone && 'nhom', trong: nobody && 'nguoi' },
})

/** Where the cases behind a number stand. */
export const casesLink = (given: Filter, metric: Metric, part: Part = 'denominator', narrow: Narrow = {}): string =>
  `/bao-cao/phieu${writeSearch({ ...written(given), so: metric, phan: part, ...narrowed(narrow) })}`

const Age = z.coerce.number().int().min(0)

/** The same, out of the address. */
export function narrowOf({ tuoiTu, tuoiDen, ngay, rieng, trong }: Address) {
  return {
    ageFrom: understood(Age, tuoiTu),
    ageTo: understood(Age, tuoiDen),
    day: understood(filter.from, ngay),
    unitAlone: rieng === 'nhom' || undefined,
    nobody: trong === 'nguoi' || undefined,
  }
}

export const exportLink = (given: Filter): string => `/api/v1/performance/export${writeSearch(given)}`
export const reportLink = (given: Filter): string => `/bao-cao${writeSearch(written(given))}`

/** The filter of this screen, and how to change one condition of it. */
export function useAsked() {
  const { search, change } = useAddress()
  const given = filterOf(search)
  return { given, search, change, patch: (next: Partial<Filter>) => change(written({ ...given, ...next })) }
}

export const metricOf = (given: string | undefined): Metric => Metric.safeParse(given).data ?? 'fcr'
