import { useQuery } from '@tanstack/react-query'
import { getPerson } from '#org/contract'
import { colleagues } from '#org/places'
import { ask } from '#web/api.ts'
import { FilterSentence, type FilterWord, useChosen, useLanguage, useMay, useText } from '#web/kit.tsx'
import { listProvinces, listTags } from '../contract.ts'
import { groups, segments, tiers } from '../text/names.ts'
import { words } from '../text/screens.ts'
import type { Filters } from './filters.ts'

const optionsOf = (names: Record<string, string>) => Object.entries(names).map(([value, label]) => ({ value, label }))

/** "Khách tất cả, hạng bất kỳ, bất kỳ ai phụ trách, xếp theo tên." */
export function FilterLine({ filters }: { filters: Filters }) {
  const t = useText(words)
  const language = useLanguage()
  const { asked, owner, sort, change } = filters
  const kind: FilterWord = {
    id: 'loai',
    says: t.kind,
    value: asked.kind ?? '',
    whatever: t.anyKind,
    options: [
      { value: 'person', label: t.person.toLowerCase() },
      { value: 'company', label: t.company.toLowerCase() },
    ],
    pick: (value) => change({ loai: value[0] ?? null }),
  }
  const tier: FilterWord = {
    id: 'hang',
    says: t.tier,
    value: asked.tier ?? [],
    several: true,
    whatever: t.anyTier,
    options: optionsOf(tiers[language]),
    pick: (value) => change({ hang: value }),
  }
  const who: FilterWord = {
    id: 'phutrach',
    says: t.owner,
    value: owner,
    whatever: t.anyOwner,
    ...useOwners(owner),
    pick: (value) => change({ phutrach: value[0] ?? null }),
  }
  const order: FilterWord = {
    id: 'sap',
    says: t.sort,
    value: asked.q ? 'q' : sort,
    options: asked.q
      ? [{ value: 'q', label: t.bySearch }]
      : [
          { value: 'name', label: t.byName },
          { value: 'newest', label: t.newest },
        ],
    pick: (value) => change({ sap: value[0] === 'newest' ? 'moi' : null }),
  }
  const { more, chips } = useMore(filters)
  return <FilterSentence words={[t.sentence, kind, t.sentenceTier, tier, ', ', who, ', ', order]} more={more} chips={chips} />
}

function useOwners(owner: string): Pick<FilterWord, 'options' | 'finder'> {
  const t = useText(words)
  const mayRead = useMay(getPerson) !== undefined
  const fixed = [
    { value: 'toi', label: t.mine },
    { value: 'chua', label: t.unowned },
  ]
  const isSomebody = mayRead && owner !== '' && !fixed.some(({ value }) => value === owner)
  const named = useChosen(colleagues, isSomebody ? [owner] : [])
  return { options: [...fixed, ...named], finder: mayRead ? colleagues : undefined }
}

/** Conditions one may add: segment, tag, province, protected groups, no advertising. */
function useMore({ asked, change }: Filters): { more: FilterWord[]; chips: { id: string; label: string; drop: () => void }[] } {
  const t = useText(words)
  const language = useLanguage()
  const seesGroups = useMay('customers.vulnerable') === 'all'
  const { data: tags = [] } = useQuery(ask(listTags, {}))
  const { data: provinces = [] } = useQuery({ ...ask(listProvinces, {}), staleTime: Number.POSITIVE_INFINITY })
  const word = (id: string, says: string, value: string | string[], options: FilterWord['options'], several = false): FilterWord => ({
    ...{ id, says, value, options, several },
    pick: (picked) => change({ [id]: several ? picked : (picked[0] ?? null) }),
  })
  const places = provinces.map(({ code, short }) => ({ value: code, label: short }))
  const all = [
    word('nhom', t.segment, asked.segment ?? [], optionsOf(segments[language]), true),
    word(
      'nhan',
      t.tags,
      asked.tag ?? '',
      tags.map(({ tag }) => ({ value: tag, label: tag })),
    ),
    word('tinh', t.province, asked.provinceCode ?? '', places),
    ...(seesGroups ? [word('baove', t.vulnerable, asked.vulnerable ?? [], optionsOf(groups[language]), true)] : []),
    word('quangcao', t.noAdvertising, asked.noAdvertising ? 'khong' : '', [{ value: 'khong', label: t.noAdvertising }]),
  ]
  const chips = all.flatMap(({ id, options, value, says }) => {
    const values = [value].flat().filter(Boolean)
    if (values.length === 0) return []
    const names = values.map((one) => options.find((option) => option.value === one)?.label ?? one).join(', ')
    return [{ id, label: id === 'quangcao' ? names : `${says}: ${names}`, drop: () => change({ [id]: null }) }]
  })
  return { more: all.filter(({ options }) => options.length > 0), chips }
}
