import { expect, test } from 'vitest'
import { calledOf } from './called.ts'

const company = { kind: 'company' as const, name: 'Công ty TNHH Phú Lộc Phát', selfWord: 'em' }

test('a person by their own name, a company by its contact person, and by itself where nobody is named', () => {
  const lan = { kind: 'person' as const, name: 'Nguyễn Thị Lan', honorific: 'chị', selfWord: 'em' }
  expect(calledOf({ ...lan, contactName: '' })).toEqual(lan)
  expect(calledOf({ ...company, contactName: 'Quách Tiểu Long', honorific: 'anh' })).toEqual({
    ...{ kind: 'person', name: 'Quách Tiểu Long', honorific: 'anh', selfWord: 'em' },
  })
  expect(calledOf({ ...company, contactName: 'chị Bảy', honorific: 'chị' })).toMatchObject({ name: 'Bảy', honorific: 'chị' })
  expect(calledOf({ ...company, contactName: ' ', honorific: 'anh' })).toEqual({ ...company, honorific: '', selfWord: '' })
})
