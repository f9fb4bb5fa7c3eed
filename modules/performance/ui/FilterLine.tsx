import { useQuery } from '@tanstack/react-query'
import { colleagues } from '#org/places'
import { ask, call } from '#web/api.ts'
import { DateField, FilterSentence, type FilterWord, type Finder, useChosen, useText } from '#web/kit.tsx'
import { choices, type Filter, findPeople, NO_TYPE, USUAL_PERIOD } from '../contract.ts'
import { words } from '../text/screen.ts'
import { text } from '../text.ts'
import { PERIODS } from './asked.ts'
import css from './report.module.css'

const CHANNELS = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'] as const

/** Colleagues whose numbers one may see, found by the server while one types. */
const people: Finder = {
  key: ['performance', 'people'],
  find: async (find, signal) =>
    (await call(findPeople, { find: find || undefined }, { signal })).map(({ key, label }) => ({ value: key, label })),
  named: colleagues.named,
}

/** "Số liệu tháng này, từ mọi kênh, loại mọi loại việc, của mọi nhóm": what the numbers are about. `before` are words in front of the period. */
export function FilterLine({
  given,
  patch,
  own,
  before,
}: {
  given: Filter
  patch: (next: Partial<Filter>) => void
  own: boolean
  before?: (string | FilterWord)[]
}) {
  const t = useText(words)
  const named = useText(text)
  const { data } = useQuery({ ...ask(choices, {}), staleTime: 5 * 60_000 })
  const option = ({ key, label }: { key: string; label: string }) => ({ value: key, label })
  const period: FilterWord = {
    id: 'period',
    says: t.period,
    value: given.period,
    options: PERIODS.map((one) => ({ value: one, label: t[one] })),
    pick: ([one]) => patch({ period: PERIODS.find((known) => known === one) ?? USUAL_PERIOD }),
  }
  const word = (
    id: 'channel' | 'typeCode' | 'unitId' | 'personId',
    says: string,
    whatever: string,
    options: FilterWord['options'],
  ): FilterWord => ({
    id,
    says,
    whatever,
    options,
    value: given[id] ?? '',
    pick: ([one]) => patch({ [id]: one }),
  })
  const channel = word(
    'channel',
    t.channel,
    t.anyChannel,
    CHANNELS.map((key) => ({ value: key, label: named[key] })),
  )
  const type = word('typeCode', t.type, t.anyType, [...(data?.types.map(option) ?? []), { value: NO_TYPE, label: named.noType }])
  const unit = word('unitId', t.unit, t.anyUnit, data?.units.map(option) ?? [])
  const person = { ...word('personId', t.person, t.anyPerson, useChosen(people, given.personId ? [given.personId] : [])), finder: people }
  const whose = own ? [] : [t.of, unit, t.and, person]
  return (
    <>
      <FilterSentence words={[...(before ?? [t.figures]), period, t.from, channel, t.about, type, ...whose]} />
      {given.period === 'custom' && (
        <div className={css.days}>
          <DateField label={t.fromDay} value={given.from ?? null} onChange={(from) => patch({ from: from ?? undefined })} />
          <DateField label={t.untilDay} value={given.until ?? null} onChange={(until) => patch({ until: until ?? undefined })} />
        </div>
      )}
    </>
  )
}
