import { expect, test } from 'vitest'
import { pronounWarning } from './pronouns.ts'

const withChi = { honorific: 'chị', selfWord: 'em' }

test.each([
  ['Dạ em chào chị Ngọc, em đã nhận được ảnh chị gửi ạ.'],
  ['Dạ chị ơi, anh kỹ thuật sẽ qua lúc 16h, chị để ý điện thoại giúp em nhé.'],
  ['Chị chú ý khóa van giúp em. Bác sĩ hay con số thì không liên quan ạ.'],
  ['> Anh ơi máy hỏng\nDạ em kiểm tra cho chị ngay.'],
  ['Chị cho em xin số điện thoại nhà mình ạ.'],
  [''],
])('says nothing of the right pair: %s', (text) => {
  expect(pronounWarning(text, withChi)).toBeNull()
})

test.each([
  ['Dạ anh vui lòng chờ em một chút ạ.', 'anh'],
  ['Chào bạn, đơn của bạn đã gửi.', 'bạn'],
  ['Kính gửi quý khách, chúng tôi đã nhận yêu cầu.', 'quý khách'],
  ['Dạ chị, em gửi lại. Cô ơi cô xem giúp em nhé.', 'cô'],
  ['Em đã kiểm tra máy cho bác rồi.', 'bác'],
])('warns of another word for the customer: %s', (text, found) => {
  expect(pronounWarning(text, withChi)).toMatchObject({
    kind: 'other',
    found: expect.stringMatching(new RegExp(found, 'i')),
    expected: 'chị',
  })
})

test('warns of another word for ourselves', () => {
  expect(pronounWarning('Dạ chị, tôi sẽ kiểm tra rồi báo lại chị.', withChi)).toEqual({ kind: 'self', found: 'tôi', expected: 'em' })
  expect(pronounWarning('Dạ bác, em sẽ gọi lại bác ạ.', { honorific: 'bác', selfWord: 'cháu' })).toEqual({
    kind: 'self',
    found: 'em',
    expected: 'cháu',
  })
})

test('an unknown pair is no reason to warn, and anh/chị covers both', () => {
  expect(pronounWarning('Chào bạn', { honorific: '', selfWord: '' })).toBeNull()
  expect(pronounWarning('Dạ em gửi chị ạ.', { honorific: 'anh/chị', selfWord: 'em' })).toBeNull()
})

test('a decomposed text is read like a composed one', () => {
  expect(pronounWarning('Chào bạn ạ'.normalize('NFD'), withChi)).toMatchObject({ kind: 'other' })
})
