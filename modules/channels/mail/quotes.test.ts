import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { foldHtml, foldPlain } from './fold.ts'
import { safeHtml } from './html.ts'
import { foldText } from './quotes.ts'

const corpus = JSON.parse(readFileSync(new URL('../corpora/vietnamese/reply-quotes.json', import.meta.url), 'utf8')) as {
  id: string
  text: string
  visible: string
}[]
const words = (text: string) => text.split(/\s+/).filter(Boolean).sort()

describe('A04: replies', () => {
  test.each(corpus)('$id', ({ text, visible }) => {
    const folded = foldText(text)
    expect(folded.visible).toBe(visible.startsWith('(') ? text.trim() : visible)
    expect(words(`${folded.visible} ${folded.quoted}`)).toEqual(words(text))
  })
  test.each([
    [
      'answers between the quoted lines stay with them',
      'On 1 Nov 2026 A <a@b.example> wrote:\n> Câu 1?\nCó.\n> Câu 2?\nKhông.',
      /Câu 1[\s\S]*Có[\s\S]*Câu 2[\s\S]*Không/,
    ],
    ['a mail that is nothing but a quote is shown', '> chỉ có trích dẫn', /chỉ có trích dẫn/],
    ['a customer who writes about "Từ: …" is not cut', 'Từ: nhà tôi tới cửa hàng mất 2 giờ.\nMong shop giao tận nơi.', /giao tận nơi/],
    ['a list with dashes is text', 'Tôi cần:\n- lõi lọc\n- vòi\n-- gấp --', /gấp/],
  ])('%s', (_, text, shown) => expect(foldText(text).visible).toMatch(shown))
  test('English programs, and a signature below two dashes', () => {
    expect(foldText('Thanks\n\nOn Mon, Nov 23, 2026 at 9:00 AM Shop <s@shop.example> wrote:\n\n> Dear').visible).toBe('Thanks')
    expect(foldText('Hi\n\n-----Original Message-----\nFrom: a\nSent: b 1\nTo: c\n\nold').visible).toBe('Hi')
    expect(foldText('Xin chào\n\n-- \nNguyễn An\n0901 000 000').visible).toBe('Xin chào')
  })
})

describe('markup', () => {
  const fold = (html: string, whole = false) => foldHtml(safeHtml(html).html, whole)
  test.each([
    [
      'Gmail',
      '<div>Cảm ơn</div><div class="gmail_quote"><div class="gmail_attr">Vào Th 2, 23 thg 11, 2026 CSKH &lt;a@b.example&gt; đã viết:</div><blockquote class="gmail_quote">Kính chào</blockquote></div>',
    ],
    [
      'Outlook',
      '<div>Cảm ơn</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg"><b>Từ:</b> CSKH<br><b>Đã gửi:</b> 23<br><b>Tới:</b> A</div><div>Kính chào</div>',
    ],
    [
      'Outlook on the desk',
      '<p>Cảm ơn</p><div style="border-top:solid #ccc 1pt"><p><b>From:</b> CSKH<br><b>Sent:</b> Monday 23<br><b>To:</b> A<br><b>Subject:</b> x</p></div><p>Kính chào</p>',
    ],
    [
      'Apple',
      '<div>Cảm ơn</div><div><br></div><div>Đã gửi từ iPhone của tôi</div><blockquote type="cite">Vào 23 thg 11, 2026, lúc 09:00, CSKH &lt;a@b.example&gt; đã viết:<br>Kính chào</blockquote>',
    ],
  ])('%s', (_, html) => {
    const body = fold(html)
    expect(body.visible).toBe('Cảm ơn')
    expect(body.quoted).toContain('Kính chào')
    expect(body.html).toMatch(/data-quote=""[\s\S]*Kính chào/)
    expect(body.html.replace(/ data-quote=""|<\/?span>/g, '')).toBe(safeHtml(html).html.replace(/ data-mark="[a-z]+"| \/(?=>)/g, ''))
  })
  test('a forward stays whole', () => {
    const html =
      '<div>Nhờ xử lý</div><div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------<br>Từ: B<br>Date: 1<br>Subject: Hỏng</div>Máy hỏng</div>'
    expect(fold(html).quoted).toBe('')
    expect(
      fold('<div>Nhờ</div><div id="divRplyFwdMsg"><b>Từ:</b> A<br><b>Đã gửi:</b> 1<br><b>Tới:</b> B</div><div>Máy hỏng</div>', true)
        .visible,
    ).toContain('Máy hỏng')
  })
})

test('V8: plain text is shown as text', () => {
  const { html } = foldPlain('<img src=x onerror=alert(1)> & "https://a.example/?q=1&b=\'x" javascript:alert(1)')
  expect(html).not.toMatch(/<img|"javascript|onerror=alert\(1\)>/)
  expect(html).toContain('<a href="https://a.example/?q=1&amp;b="')
})
