import { useMemo } from 'react'
import { colleagues } from '#org/places'
import { call } from '#web/api.ts'
import { type Finder, useAvailabilityName, useText } from '#web/kit.tsx'
import { listHandlers } from '../contract.ts'
import { caseWords } from './caseWords.ts'

/** Colleagues who may be given a case, with their load and whether they take work now. */
export function useHandlers(): Finder {
  const t = useText(caseWords)
  const away = useAvailabilityName('away')
  const off = useAvailabilityName('off')
  return useMemo(() => {
    const names = { accepting: '', away, off }
    return {
      key: ['cases', 'handlers', off],
      find: async (words, signal) =>
        (await call(listHandlers, { find: words || undefined, limit: 20 }, { signal })).items.map(
          ({ id, name, load, cap, availability }) => ({
            value: id,
            label: name,
            detail: [t.load(load, cap), names[availability]].filter(Boolean).join(' · '),
          }),
        ),
      named: colleagues.named,
    }
  }, [t, away, off])
}
