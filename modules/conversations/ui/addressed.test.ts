import { expect, test } from 'vitest'
import { addressed } from './addressed.ts'

test.each([
  ['chị', 'Nguyễn Thị Hạnh', 'chị Hạnh'],
  ['', 'Nguyễn Thị Hạnh', ''],
  ['', 'Khách Mới', ''],
  ['chị', 'Khách chưa rõ tên', 'chị'],
  ['anh', '0912 ••• 678', 'anh'],
  ['anh', 'hung@example.vn', 'anh'],
  ['anh', '', 'anh'],
])('%s %s is called “%s”', (honorific, name, called) => {
  expect(addressed(honorific, name)).toBe(called)
})
