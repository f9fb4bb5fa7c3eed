import { z } from 'zod'
import { useAddress, useMe } from '#web/kit.tsx'
import type { ListFilters } from '../contract/ask.ts'
import { Kind, Segment, Tier, Vulnerable } from '../contract/shapes.ts'

/** Unknown words in the address are no filter. */
const listOf = <Value extends string>(schema: z.ZodType<Value>, given: string | undefined): Value[] =>
  (given ?? '').split(',').flatMap((word) => schema.safeParse(word).data ?? [])

const oneOf = <Value extends string>(schema: z.ZodType<Value>, given: string | undefined): Value | undefined => schema.safeParse(given).data

export type Filters = ReturnType<typeof useFilters>

/** What the address says about the list: `/khach?q=hoa&hang=gold&phutrach=toi`. */
export function useFilters() {
  const { search, change } = useAddress()
  const me = useMe()
  const owner = search.phutrach ?? ''
  const asked: ListFilters = {
    q: search.q || undefined,
    kind: oneOf(Kind, search.loai),
    tier: listOf(Tier, search.hang),
    segment: listOf(Segment, search.nhom),
    ownerId: owner === 'toi' ? me.id : oneOf(z.uuid(), owner),
    unowned: owner === 'chua' ? true : undefined,
    tag: search.nhan || undefined,
    provinceCode: /^\d{2}$/.test(search.tinh ?? '') ? search.tinh : undefined,
    vulnerable: listOf(Vulnerable, search.baove),
    noAdvertising: search.quangcao === 'khong' ? true : undefined,
  }
  const isFiltered = Object.values(asked).some((value) => (Array.isArray(value) ? value.length > 0 : value !== undefined))
  return {
    asked,
    owner,
    sort: search.sap === 'moi' ? ('newest' as const) : ('name' as const),
    adding: search.them === '1',
    isFiltered,
    change,
    clear: () =>
      change({ q: null, loai: null, hang: null, nhom: null, phutrach: null, nhan: null, tinh: null, baove: null, quangcao: null }),
  }
}
