import { expect, test } from 'vitest'
import { spread } from './spread.ts'

const ROOM = { top: 0, bottom: 200 }

test('words far apart stay at their lines', () => {
  expect(spread([100, 40, 180], 14, ROOM)).toEqual([100, 40, 180])
  expect(spread([], 14, ROOM)).toEqual([])
})

test('words that would cover each other move apart evenly, in the order of their lines', () => {
  expect(spread([100, 100], 14, ROOM)).toEqual([93, 107])
  expect(spread([104, 100], 14, ROOM)).toEqual([109, 95])
  expect(spread([100, 100, 100], 14, ROOM)).toEqual([86, 100, 114])
})

test('moving two apart pushes a third that stood clear of them', () => {
  const [a = 0, b = 0, c = 0] = spread([100, 102, 116], 14, ROOM)
  expect(b - a).toBeGreaterThanOrEqual(14)
  expect(c - b).toBeGreaterThanOrEqual(14)
  expect((a + b + c) / 3).toBeCloseTo(106)
})

test('nothing leaves the picture while there is room', () => {
  expect(spread([198, 199], 14, ROOM)).toEqual([186, 200])
  expect(spread([0, 1], 14, ROOM)).toEqual([0, 14])
})
