import { expect, test } from 'vitest'
import { clocksShown, previewOf } from './look.ts'
import { words } from './words.ts'

type Clock = Parameters<typeof clocksShown>[0][number]

const at = (hour: number) => new Date(Date.UTC(2026, 10, 24, hour))
const clock = (kind: Clock['kind'], from: number, until: number | null): Clock => ({
  ...{
    id: `${kind} ${from}`,
    kind,
    title: '',
    state: until === null ? 'running' : 'met',
    level: 0,
    calendar: null,
    rule: '',
    minutes: null,
  },
  ...{
    startedAt: at(from),
    dueAt: at(from + 4),
    stoppedAt: until === null ? null : at(until),
    breachedAt: null,
    responsible: null,
    pauses: [],
  },
})
const shown = (...clocks: Clock[]) => clocksShown(clocks).map(({ id }) => id)

test('of the answers only the one that is waited for is shown, else the last that was given', () => {
  const [first, second, open] = [clock('first_response', 1, 2), clock('next_response', 3, 4), clock('next_response', 5, null)]
  const resolution = clock('resolution', 1, null)
  const promises = [clock('promise', 2, null), clock('promise', 1, 3)]
  expect(shown(open, resolution, first, second)).toEqual(['next_response 5', 'resolution 1'])
  expect(shown(resolution, first, second)).toEqual(['resolution 1', 'next_response 3'])
  expect(shown(...promises)).toEqual(['promise 2', 'promise 1'])
})

test('who said the last words is named only when there are any', () => {
  const t = words.vi
  expect(previewOf(t, { preview: 'Dạ em gửi chị ạ', previewBy: 'us' })).toBe('Đồng nghiệp: Dạ em gửi chị ạ')
  expect(previewOf(t, { preview: 'Dạ em gửi chị ạ', previewBy: 'you' }), 'never “bạn”').toBe('Tôi: Dạ em gửi chị ạ')
  expect(previewOf(t, { preview: '', previewBy: 'us' })).toBe('')
})
