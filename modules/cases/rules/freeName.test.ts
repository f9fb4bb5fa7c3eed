import { expect, test } from 'vitest'
import { freeName } from './freeName.ts'

test('a name that is taken gets a number, within its length', () => {
  expect(freeName('Khách vàng ', [])).toBe('Khách vàng')
  expect(freeName('Khách vàng', ['Khách vàng', 'Khách vàng (2)'])).toBe('Khách vàng (3)')
  expect(freeName('ơ'.repeat(90), [])).toBe('ơ'.repeat(80))
  expect(freeName('ơ'.repeat(80), ['ơ'.repeat(80)])).toBe(`${'ơ'.repeat(76)} (2)`)
})
