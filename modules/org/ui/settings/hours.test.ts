import { expect, test } from 'vitest'
import { hoursAsText, readHours } from './hours.ts'

test('hours are read as people write them, and written one way', () => {
  expect(readHours('8-12, 13h30 – 17:30')).toEqual([
    [480, 720],
    [810, 1050],
  ])
  expect(hoursAsText(readHours('8-12, 13h30 – 17:30') ?? [])).toBe('08:00–12:00, 13:30–17:30')
  expect(readHours('22:00-24:00')).toEqual([[1320, 1440]])
  expect(readHours('')).toEqual([])
  for (const wrong of ['12-8', '8-12, 11-15', 'sáng', '8', '8-12-14', '8-25']) expect(readHours(wrong), wrong).toBeUndefined()
})
