import { expect, test } from 'vitest'
import { isOnlyThanks } from './thanks.ts'

test.each([
  'Cảm ơn em nhiều nhé!',
  'cám ơn shop ạ',
  'Ok em, chị nhận được rồi. Cảm ơn em Linh nhiều nha ❤️',
  'Dạ vâng, em cảm ơn anh/chị.',
  'Thanks so much for your quick help!',
  'OK',
  'Đã nhận, tks em',
  'Xin chân thành cảm ơn công ty đã hỗ trợ nhiệt tình.',
  'Đã nhận đủ hàng, cảm ơn em.',
  'Tiền về rồi, cảm ơn shop.',
  'Thợ về rồi, cảm ơn em',
  'Cảm ơn quý công ty đã hỗ trợ rất nhiệt tình',
  'Em cảm ơn chị Linh nhiều ạ, chúc chị ngày mới tốt lành',
  'Vâng em nhận được hàng rồi, cảm ơn shop',
  'Ok em nhé',
  '👍🏻',
])('“%s” is only thanks', (said) => expect(isOnlyThanks(said, ['Đỗ Thùy Linh'])).toBe(true))

test.each([
  'Cảm ơn em nhưng bình vẫn chưa nóng',
  'Cảm ơn em. Bao giờ thợ tới?',
  'ok, 16h chị ở nhà',
  'Cảm ơn, còn phiếu bảo hành nữa',
  'Chưa được em ơi',
  '',
  'Alo',
  'Thanks, but it still leaks',
  'Đã nhận máy nhưng máy không chạy, cảm ơn.',
  'Gửi hóa đơn giúp chị, cảm ơn em.',
  'Ok em, gọi anh nhé',
  'Ok, thay máy nhé em',
  'Ok em, báo giá nhé',
  'Cảm ơn em, gọi thợ về nhé',
  'Ok em, thay máy rồi gọi anh nhé',
  'Cảm ơn em, khi nào giao?',
  'Ok, mai giao nhé',
  'CẢM ƠN ANH GỌI LẠI',
  '😡',
])('“%s” is more than thanks', (said) => expect(isOnlyThanks(said)).toBe(false))
