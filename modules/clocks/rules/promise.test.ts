import { expect, test } from 'vitest'
import { promiseIn } from './promise.ts'

/** Tuesday, 24 November 2026, 14:00 in Hồ Chí Minh City. */
const NOW = new Date('2026-11-24T14:00:00+07:00')
const due = (text: string, now = NOW) =>
  promiseIn(text, now).map(({ dueAt }) => new Date(dueAt.getTime() + 7 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '))

test.each([
  ['Dạ em gọi lại trước 16h ạ.', '11-24 16:00'],
  ['Em gọi lại chị trước 16h30 hôm nay nhé', '11-24 16:30'],
  ['Em sẽ báo kết quả trước 16:00 hôm nay.', '11-24 16:00'],
  ['Em sẽ gọi lại cho anh lúc 4 giờ chiều nay', '11-24 16:00'],
  ['Dạ 4h em gọi lại chị ạ', '11-24 16:00'],
  ['Sáng mai em gọi lại chị nha', '11-25 12:00'],
  ['9h sáng mai bên em gọi lại cho bác ạ', '11-25 09:00'],
  ['Bên em sẽ phản hồi anh trong 30 phút', '11-24 14:30'],
  ['Em sẽ phản hồi trong vòng 2 tiếng nữa ạ', '11-24 16:00'],
  ['15-20 phút nữa em gọi lại mình nhé', '11-24 14:20'],
  ['nửa tiếng nữa em báo lại chị', '11-24 14:30'],
  ['Em sẽ gửi xe qua lấy máy trước thứ Sáu tuần này', '11-27 17:00'],
  ['Kỹ thuật sẽ ghé nhà chị chiều thứ Năm ạ', '11-26 17:00'],
  ['Thứ 6 em giao hàng cho anh nhé', '11-27 17:00'],
  ['Kế toán sẽ chuyển khoản lại cho chị ngày 25/11', '11-25 17:00'],
  ['Bên em cam kết hoàn tiền trước ngày 30/11/2026', '11-30 17:00'],
  ['Chậm nhất 16h hôm nay chị sẽ có kết quả ạ.', '11-24 16:00'],
  ['Chị sẽ nhận được hàng trước 17h ngày mai', '11-25 17:00'],
  ['Cuối giờ chiều em cập nhật cho mình', '11-24 17:00'],
  ['Tối nay em nhắn lại chị nhé', '11-24 21:00'],
  ['Ngày kia kỹ thuật viên qua kiểm tra máy', '11-26 17:00'],
  ['Chiều mai bên mình giao máy mới', '11-25 17:00'],
  ['Em hẹn gọi lại bác 8h30 sáng thứ Hai tuần sau', '11-30 08:30'],
  ['Bên em xử lý trong 3 ngày làm việc ạ', '11-27 17:00'],
  ['em se goi lai truoc 16h hom nay a', '11-24 16:00'],
  ['ben em bao lai sang mai nhe', '11-25 12:00'],
  ['Gọi lại chị lúc 9h sáng mai nhé', '11-25 09:00'],
  ['Em Mai bên Mây Lành sẽ gọi lại chị lúc 15h ạ', '11-24 15:00'],
  ['Em sẽ trả lời anh từ 15h đến 17h chiều nay', '11-24 17:00'],
  ['Đầu tuần sau em cập nhật tiến độ cho chị', '11-30 17:00'],
  ["We'll call you back within 2 hours.", '11-24 16:00'],
  ['I will get back to you by 4pm today', '11-24 16:00'],
  ['Our technician will visit tomorrow morning', '11-25 12:00'],
  ['We will refund you by Friday', '11-27 17:00'],
  ["I'll let you know by Nov 26", '11-26 17:00'],
  ['You will receive it in 3 days', '11-27 17:00'],
])('%s', (text, expected) => {
  expect(due(text)).toEqual([expected])
})

test.each([
  ['Chị gửi giúp em ảnh hóa đơn trước 16h nhé'],
  ['Chiều nay chị có ở nhà không ạ?'],
  ['Hôm qua em đã gọi cho chị lúc 16h'],
  ['Dạ em cảm ơn chị ạ'],
  ['Sản phẩm bảo hành 12 tháng chị nhé'],
  ['Tổng đài mở từ 8h đến 20h hằng ngày'],
  ['Anh vui lòng gọi lại trước 16h'],
  ['Em không chắc sáng mai có hàng'],
  ['Đơn hàng ML-102938 của chị đã giao ngày 20/11'],
  ['Could you send the photo by Friday?'],
  ['Please call us before 5pm'],
  ['Mã đơn 16:30:22 em đã ghi nhận'],
  [''],
])('no promise: %s', (text) => {
  expect(due(text)).toEqual([])
})

test('several promises in one reply, each with its own words', () => {
  const text = 'Dạ em chào chị Ngọc. Em gọi lại chị trước 16h hôm nay. Còn máy mới thì sáng mai bên em giao ạ. Chị ở nhà giúp em nhé.'
  expect(promiseIn(text, NOW)).toMatchObject([
    { quote: 'Em gọi lại chị trước 16h hôm nay' },
    { quote: 'Còn máy mới thì sáng mai bên em giao ạ' },
  ])
})

test('late in the day the next one is meant', () => {
  const evening = new Date('2026-11-24T19:30:00+07:00')
  expect(due('Em gọi lại chị lúc 9h nhé', evening)).toEqual(['11-25 09:00'])
  expect(due('Em gọi lại chị trước 16h hôm nay', evening)).toEqual([])
})

test('the same words mean the same moment whatever zone the machine is in, and hostile text ends', () => {
  expect(due('Em gọi lại trước 0h30 ngày 1/1', new Date('2026-12-31T23:50:00+07:00'))).toEqual(['01-01 00:30'])
  expect(promiseIn(`${'em '.repeat(7000)}sẽ gọi lại 16h ngày 99/99`, NOW)).toEqual([])
  expect(promiseIn(`${'1'.repeat(20_000)} em gọi`, NOW)).toEqual([])
})
