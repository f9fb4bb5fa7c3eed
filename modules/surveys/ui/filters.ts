import { z } from 'zod'
import { colleagues } from '#org/places'
import { type FilterWord, format, useAddress, useChannelName, useChosen, useMay, useText } from '#web/kit.tsx'
import { AnswerFilter, listAnswers } from '../contract.ts'
import { SCORES } from '../rules.ts'
import { words } from '../text/screens.ts'

const PERIODS = { '7': 'days7', '30': 'days30', '90': 'days90', het: 'always' } as const
const isPeriod = (given: string | undefined): given is keyof typeof PERIODS => given !== undefined && Object.hasOwn(PERIODS, given)
const Search = z.object({
  diem: AnswerFilter.shape.score.catch(undefined),
  nguoi: AnswerFilter.shape.personId.catch(undefined),
  kenh: AnswerFilter.shape.channel.catch(undefined),
  khach: AnswerFilter.shape.customerId.catch(undefined),
})
const CHANNELS = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api'] as const

/** The conditions of the list, kept in the address. */
export function useFilters() {
  const t = useText(words)
  const { search, change } = useAddress()
  const { diem, nguoi, kenh, khach } = Search.parse(search)
  const period = isPeriod(search.ky) ? search.ky : '30'
  const comment = search.gopy === 'co' ? true : search.gopy === 'khong' ? false : undefined
  const from = period === 'het' ? undefined : format.dayOf(new Date(Date.now() - (Number(period) - 1) * 86_400_000))
  const asked = { from, score: diem, personId: nguoi, channel: kenh, customerId: khach, withComment: comment }
  return {
    asked,
    sentence: useSentence({ period, asked, change }),
    isFiltered:
      period !== 'het' || diem !== undefined || nguoi !== undefined || kenh !== undefined || khach !== undefined || comment !== undefined,
    clear: () => change({ ky: 'het', diem: null, nguoi: null, kenh: null, khach: null, gopy: null }),
    title: t.title,
    change,
  }
}

type Asked = { score?: number[]; personId?: string; channel?: string[]; withComment?: boolean }
type Given = { period: keyof typeof PERIODS; asked: Asked; change: ReturnType<typeof useAddress>['change'] }

function useSentence({ period, asked, change }: Given): (string | FilterWord)[] {
  const t = useText(words)
  const channels = useChannels()
  const mayAll = useMay(listAnswers) !== 'own'
  const named = useChosen(colleagues, mayAll && asked.personId ? [asked.personId] : [])
  const when: FilterWord = {
    ...{ id: 'ky', says: t.period, value: period },
    options: [
      { value: '7', label: t.days7 },
      { value: '30', label: t.days30 },
      { value: '90', label: t.days90 },
      { value: 'het', label: t.always },
    ],
    pick: ([picked]) => change({ ky: picked === '30' ? null : picked }),
  }
  const score: FilterWord = {
    ...{ id: 'diem', says: t.scores, value: (asked.score ?? []).map(String), several: true, whatever: t.anyScore },
    options: SCORES.map((value) => ({ value: String(value), label: t.scoreOf(value) })),
    pick: (picked) => change({ diem: picked }),
  }
  const person: FilterWord = {
    ...{ id: 'nguoi', says: t.person, value: asked.personId ?? '', whatever: t.anyPerson },
    options: named,
    finder: colleagues,
    pick: ([picked]) => change({ nguoi: picked || null }),
  }
  const channel: FilterWord = {
    ...{ id: 'kenh', says: t.channel, value: asked.channel ?? [], several: true, whatever: t.anyChannel },
    options: channels,
    pick: (picked) => change({ kenh: picked }),
  }
  const comment: FilterWord = {
    ...{ id: 'gopy', says: t.comment, whatever: t.anyComment },
    value: asked.withComment === undefined ? '' : asked.withComment ? 'co' : 'khong',
    options: [
      { value: 'co', label: t.withComment },
      { value: 'khong', label: t.withoutComment },
    ],
    pick: ([picked]) => change({ gopy: picked || null }),
  }
  return [t.sentence, when, ', ', score, ...(mayAll ? [',', t.of, person] : []), t.from, channel, ', ', comment]
}

function useChannels() {
  const names = [
    ...[useChannelName('mail'), useChannelName('form'), useChannelName('phone'), useChannelName('counter')],
    ...[useChannelName('letter'), useChannelName('zalo'), useChannelName('facebook'), useChannelName('api')],
  ]
  return CHANNELS.map((value, at) => ({ value: String(value), label: names[at] ?? value }))
}

export type Filters = ReturnType<typeof useFilters>
