import { call } from '#web/api.ts'
import type { Finder } from '#web/kit.tsx'
import { getPerson, listPeople } from '../contract.ts'

type Called = { id: string; name: string; positionTitle: string | null; unitName: string | null }
const optionOf = ({ id, name, positionTitle, unitName }: Called) => ({
  value: id,
  label: name,
  detail: positionTitle ?? unitName ?? undefined,
})

/** Everybody who works here, found by name without marks, code or mail: `<FoundSelect finder={colleagues} … />`. */
export const colleagues: Finder = {
  key: ['org', 'colleagues'],
  find: async (words, signal) => (await call(listPeople, { find: words || undefined, limit: 20 }, { signal })).items.map(optionOf),
  named: async (id, signal) => optionOf(await call(getPerson, { id }, { signal })),
}

/** Colleagues who cannot sign in, such as an integration. */
export const withoutAccount: Finder = {
  ...colleagues,
  key: ['org', 'colleagues', 'none'],
  find: async (words, signal) =>
    (await call(listPeople, { find: words || undefined, account: 'none', limit: 20 }, { signal })).items.map(optionOf),
}
