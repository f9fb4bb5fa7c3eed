import { expect, test } from 'vitest'
import { z } from 'zod'
import { phone } from '../contract.ts'
import { issueWords } from './issues.ts'

const Input = z.object({
  name: z.string().trim().min(1),
  reason: z.string().min(3),
  note: z.string().max(2_000),
  mail: z.email(),
  call: phone,
  score: z.number().int().min(1).max(5),
  weight: z.number().positive(),
  kind: z.enum(['promise', 'follow_up']),
  ids: z.array(z.string()).min(1),
  to: z.array(z.string()).max(2),
  at: z.coerce.date(),
  other: z.string().refine(() => false, 'something in English'),
})
const wrong = {
  ...{
    name: ' ',
    reason: 'a',
    note: 'a'.repeat(2_001),
    mail: 'lan@',
    call: '123',
    score: 6,
    weight: 0,
    kind: 'gift',
    ids: [],
    to: ['a', 'b', 'c'],
  },
  ...{ at: 'soon', other: 'x' },
}

const told = (given: unknown, language: 'vi' | 'en') =>
  Object.fromEntries((Input.safeParse(given).error?.issues ?? []).map((issue) => [issue.path.join('.'), issueWords(issue, language)]))

test('what is wrong with a field is said in Vietnamese', () => {
  expect(told(wrong, 'vi')).toEqual({
    name: 'Cần điền phần này.',
    reason: 'Ngắn quá, cần ít nhất 3 ký tự.',
    note: 'Dài quá, tối đa 2.000 ký tự.',
    mail: 'Địa chỉ thư chưa đúng, ví dụ ten@congty.vn.',
    call: 'Đây không phải số điện thoại. Ví dụ 0912 345 468; số nước ngoài bắt đầu bằng dấu +.',
    score: 'Lớn nhất là 5.',
    weight: 'Phải lớn hơn 0.',
    kind: 'Chọn một trong các mục có sẵn.',
    ids: 'Cần điền phần này.',
    to: 'Tối đa 2 mục.',
    at: 'Ngày giờ chưa đúng.',
    other: 'Chưa đúng.',
  })
})

test('and in English; what is missing is asked for, what is no number is told so', () => {
  expect(told({ ...wrong, name: undefined, reason: null, score: 'ba', weight: 1.5 }, 'en')).toMatchObject({
    name: 'Please fill this in.',
    reason: 'Please fill this in.',
    note: 'Too long: at most 2,000 characters.',
    score: 'This must be a number.',
    mail: 'This is no mail address; it looks like name@company.com.',
  })
  expect(told({ ...wrong, score: 1.5 }, 'vi').score).toBe('Cần là số nguyên.')
})
