import { type FilterWord, useAddress, useText } from '#web/kit.tsx'
import { ReplyScope } from '../contract.ts'
import { words } from '../text/screens.ts'

/** The conditions of the list, kept in the address. */
export function useFilters() {
  const t = useText(words)
  const { search, change } = useAddress()
  const q = search.q ?? ''
  const scope = ReplyScope.safeParse(search.cho).data
  const archived = search.loc === 'ngung'
  const names = { all: t.scopeAll, unit: t.scopeUnit, own: t.scopeOwn }
  const state: FilterWord = {
    id: 'loc',
    says: t.state,
    value: archived ? 'ngung' : '',
    whatever: t.inUse,
    options: [{ value: 'ngung', label: t.archived }],
    pick: ([picked]) => change({ loc: picked || null }),
  }
  const forWhom: FilterWord = {
    id: 'cho',
    says: t.scope,
    value: scope ?? '',
    whatever: t.anyScope,
    options: ReplyScope.options.map((value) => ({ value, label: names[value] })),
    pick: ([picked]) => change({ cho: picked || null }),
  }
  return {
    asked: { q: q || undefined, scope, archived },
    sentence: [t.sentence, state, ', ', t.forWhom, forWhom],
    isFiltered: q !== '' || scope !== undefined || archived,
    clear: () => change({ q: null, cho: null, loc: null }),
    find: (typed: string) => change({ q: typed || null }),
    open: search.muc,
    change,
  }
}

export type Filters = ReturnType<typeof useFilters>
