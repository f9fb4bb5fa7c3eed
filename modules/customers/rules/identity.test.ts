import { expect, test } from 'vitest'
import { isPhone } from '#platform/phone.ts'
import { identityFrom } from './identity.ts'

const known = (given: string) => identityFrom('phone', given)?.value

test('0, 84 and +84 are one phone, however it is written; abroad begins with +', () => {
  const written = ['0912 345 468', '0912.345.468', '84912345468', '+84-912-345-468', '0084 912 345 468', 'SĐT: 0912345468', '912 345 468']
  expect(written.map((one) => [known(one), isPhone(one)])).toEqual(written.map(() => ['+84912345468', true]))
  for (const one of ['+1 415 555 2671', '0065 9123 4567', '+81 90-1234-5678'])
    expect([one, isPhone(one), known(one) !== undefined]).toEqual([one, true, true])
})

test('what can be no phone is none', () => {
  const none = [
    '123',
    '12',
    '0912',
    '0123 456 789',
    '0912 345 46',
    '0912 345 4688',
    'chị Lan',
    '0912345468 (chị Lan)',
    '+',
    '+84',
    '+0123456789',
    '1'.repeat(40),
  ]
  expect(none.filter((one) => isPhone(one) || known(one))).toEqual([])
})

test('a hotline and a short number may be written down; a short one is nobody’s', () => {
  for (const one of ['1900 1234', '19006017', '1800 1091', '1800 123456']) expect([one, isPhone(one)]).toEqual([one, true])
  expect([isPhone('1022'), known('1022')]).toEqual([true, undefined])
})

test('what may be written down as a number of Vietnam is one to know a customer by, and the other way round', () => {
  const numbers = Array.from({ length: 1_000 }, (_, at) => String(at).padStart(3, '0')).flatMap((range) =>
    [6, 7].map((more) => `0${range}${'123456789'.slice(0, more)}`),
  )
  const ours = numbers.filter((one) => /^0[235789]/.test(one))
  expect(ours.filter((one) => isPhone(one) !== (known(one) !== undefined))).toEqual([])
  expect(ours.filter((one) => isPhone(one)).length).toBeGreaterThan(300)
})
