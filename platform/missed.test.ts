import { expect, test } from 'vitest'
import { openMissed } from './missed.ts'

const rooms = (hints: readonly { room: string }[] | undefined) => hints?.map(({ room }) => room)

test('what was hinted from a moment on is known, and it is known when something before is not', () => {
  let now = 1_000
  const missed = openMissed(() => now)
  expect(missed.since(999)).toBeUndefined()
  now = 1_100
  missed.note([{ room: 'cases' }])
  now = 1_200
  missed.note([{ room: 'customers' }, { room: 'org' }])
  expect(rooms(missed.since(1_000))).toEqual(['cases', 'customers', 'org'])
  expect(rooms(missed.since(1_101))).toEqual(['customers', 'org'])
  expect(rooms(missed.since(1_201))).toEqual([])
})

test('only the last are kept; nobody is told that was all', () => {
  let now = 0
  const missed = openMissed(() => now)
  for (; now < 10_000; now++) missed.note([{ room: `room-${now}` }])
  expect(missed.since(4_999)).toBeUndefined()
  expect(rooms(missed.since(5_000))).toHaveLength(5_000)
  missed.forget()
  expect(missed.since(now)).toBeUndefined()
  now += 1
  expect(missed.since(now)).toEqual([])
})
