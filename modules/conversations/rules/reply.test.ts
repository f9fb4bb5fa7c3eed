import { expect, test } from 'vitest'
import { forwardSubject, leavesAt, recipientsOf, replyBody, replySubject, signatureOf } from './reply.ts'

const ngoc = { name: 'Ngọc', address: 'ngoc@example.vn' }
const us = { name: 'Mây Lành', address: 'cskh@maylanh.example' }
const chong = { name: 'Chồng', address: 'chong@example.vn' }
const own = new Set([us.address])
const heard = (over: object) => ({ direction: 'in' as const, from: ngoc, to: [us], cc: [], verified: true, ...over })

test('a reply goes to whoever wrote last; a reply to all to the others too, never to ourselves', () => {
  const all = recipientsOf([heard({ to: [us, chong] }), heard({ from: chong })], { own })
  expect(all).toMatchObject({ to: [ngoc], cc: [], allTo: [ngoc], allCc: [chong] })
})

test('somebody else wrote last, to us alone: the customer stays in by a copy, and all are all who take part', () => {
  const kho = { name: 'Kho', address: 'kho@example.vn' }
  const participants = [
    { ...ngoc, role: 'customer' as const },
    { ...chong, role: 'cc' as const },
    { ...kho, role: 'cc' as const },
    { ...us, role: 'us' as const },
  ]
  const talk = [heard({ from: chong }), heard({ direction: 'out', from: us, to: [ngoc], cc: [chong] }), heard({ cc: [chong] })]
  expect(recipientsOf(talk, { own, participants })).toEqual({
    ...{ to: [chong], cc: [ngoc], allTo: [chong], allCc: [ngoc, kho] },
    customers: [ngoc],
  })
  expect(recipientsOf(talk.slice(1), { own, participants })).toMatchObject({ to: [ngoc], cc: [], allCc: [chong, kho] })
})

test('a stranger who only knew the thread is never answered in it', () => {
  const stranger = { name: 'Kẻ lạ', address: 'la@evil.example' }
  expect(recipientsOf([heard({ from: stranger, verified: false }), heard({})], { own }).to).toEqual([ngoc])
  const participants = [{ ...stranger, role: 'customer' as const }]
  expect(recipientsOf([heard({ from: stranger, verified: false })], { own, main: ngoc, participants })).toMatchObject({
    ...{ to: [ngoc], cc: [], allCc: [] },
  })
})

test('nobody wrote yet: whom we wrote to, else the main address of the customer', () => {
  expect(recipientsOf([heard({ direction: 'out', from: us, to: [ngoc], cc: [chong] })], { own })).toMatchObject({
    to: [ngoc],
    allTo: [ngoc],
    allCc: [chong],
  })
  expect(recipientsOf([], { own, main: ngoc }).to).toEqual([ngoc])
  expect(recipientsOf([heard({ from: { name: 'Chị Ngọc', address: '' } })], { own }).to).toEqual([])
})

test('a subject is one line and says Re once', () => {
  expect(replySubject('Re: RE: Trả lời: Máy hỏng')).toBe('Re: Máy hỏng')
  expect(replySubject('Máy\r\nBcc: victim@example.com')).toBe('Re: Máy Bcc: victim@example.com')
  expect(forwardSubject('Fw: Máy hỏng')).toBe('Fwd: Máy hỏng')
})

test('a reply can be undone for ten seconds, a later one until it leaves', () => {
  const now = new Date('2026-11-24T02:00:00Z')
  expect(leavesAt(now, undefined)).toEqual({
    notBefore: new Date('2026-11-24T02:00:10Z'),
    undoUntil: new Date('2026-11-24T02:00:10Z'),
    sendAt: null,
  })
  const later = new Date('2026-11-24T09:00:00Z')
  expect(leavesAt(now, later)).toEqual({ notBefore: later, undoUntil: later, sendAt: later })
  expect(leavesAt(now, new Date('2026-11-24T01:00:00Z'))).toBeUndefined()
  expect(leavesAt(now, new Date('2027-11-24T01:00:00Z'))).toBeUndefined()
})

test('what is typed is text: markup of any kind is shown, not obeyed', () => {
  const { html, text } = replyBody('<script>alert(1)</script> "a" & b\nxem https://example.vn/a?b=1&c=2.', '<b>Linh</b>', [])
  expect(html).not.toMatch(/<script|<b>/)
  expect(html).toContain('&lt;script&gt;')
  expect(html).toContain('<a href="https://example.vn/a?b=1&amp;c=2">')
  expect(text).toContain('<script>alert(1)</script>')
})

test('a picture stands where it was named, when it is really attached', () => {
  const id = '01900000-0000-7000-8000-000000000001'
  const body = replyBody(`Ảnh: ![a](cid:${id}) và ![b](cid:01900000-0000-7000-8000-000000000002)`, '', [{ id, name: 'rò"nước.jpg' }])
  expect(body.inline).toEqual([id])
  expect(body.html).toContain(`<img src="cid:${id}" alt="rò&quot;nước.jpg"`)
  expect(body.text).toContain('[rò"nước.jpg]')
  expect(body.html).toContain('![b](cid:')
})

test('the signature is the person and the company, as far as there is one', () => {
  expect(signatureOf({ name: 'Đỗ Thùy Linh', signature: '' }, { name: 'Mây Lành', hotline: '1900 0000' })).toBe(
    'Đỗ Thùy Linh\nMây Lành · 1900 0000',
  )
  expect(signatureOf({ name: 'Linh', signature: 'Linh\nCSKH' }, undefined)).toBe('Linh\nCSKH')
})
