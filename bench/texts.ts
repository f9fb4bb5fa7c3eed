/** What customers and colleagues say in a company that sells things for the home; enough different words that some are frequent and some are rare. */
const things = [
  'nồi cơm điện',
  'máy lọc nước',
  'quạt điều hòa',
  'bếp từ đôi',
  'nồi chiên không dầu',
  'máy hút bụi',
  'bình nóng lạnh',
  'máy xay sinh tố',
  'lò vi sóng',
  'ấm siêu tốc',
  'bàn ủi hơi nước',
  'máy sấy tóc',
]
const faults = [
  'không vào điện',
  'rò nước dưới đáy',
  'kêu to khi chạy',
  'nóng quá mức',
  'báo lỗi E3',
  'đèn nháy liên tục',
  'có mùi khét',
  'vỡ góc khi giao',
  'thiếu phụ kiện',
  'nút bấm bị liệt',
  'màn hình mờ',
  'chạy rồi tự tắt',
]
const wishes = [
  'em xem giúp chị với',
  'cho anh đổi máy khác',
  'bao giờ có người đến sửa',
  'anh muốn trả lại hàng',
  'xin hóa đơn đỏ cho công ty',
  'chị cần gấp trước cuối tuần',
  'nhờ bên em gọi lại',
  'hướng dẫn chị cách lắp',
  'bảo hành còn bao lâu nữa',
  'giao lại giúp anh địa chỉ mới',
]
const answers = [
  'Dạ em chào anh chị',
  'em đã ghi nhận và chuyển kỹ thuật',
  'bên em sẽ đến trong ngày mai',
  'em gửi lại hướng dẫn sử dụng',
  'em xin lỗi vì sự bất tiện này',
  'anh chị giúp em chụp ảnh tem máy',
  'đơn của mình đang trên đường giao',
  'em đã tạo phiếu bảo hành',
  'kho xác nhận còn hàng đổi',
  'cảm ơn anh chị đã báo cho bên em',
]
const names = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương']
const middles = ['Thị', 'Văn', 'Minh', 'Thu', 'Ngọc', 'Hữu', 'Thanh', 'Quốc', 'Kim', 'Đức']
const givens = [
  'Lan',
  'Hoa',
  'Tuấn',
  'Hương',
  'Bình',
  'Dũng',
  'Mai',
  'Hải',
  'Thảo',
  'Sơn',
  'Yến',
  'Phúc',
  'Trang',
  'Long',
  'Hạnh',
  'Kiên',
  'Nga',
  'Đạt',
]

const of = (list: readonly string[], place: number) => list[Math.abs(place) % list.length] ?? ''

/** The same place gets the same words, and neighbours differ. */
const mixed = (place: number, salt: number) => Math.imul(place + 1, 2_654_435_761 + salt * 40_503) >>> 7

export const subjectOf = (place: number) => `${of(things, mixed(place, 1))} ${of(faults, mixed(place, 2))}`
export const nameOf = (place: number) => `${of(names, mixed(place, 3))} ${of(middles, mixed(place, 4))} ${of(givens, mixed(place, 5))}`

/** One of so many texts: what was said, with an order number that only this text has. */
export function textOf(place: number): string {
  if (place % 2 === 0) {
    const also = `${of(things, mixed(place, 6))} ${of(faults, mixed(place, 7))}, ${of(wishes, mixed(place, 8))}`
    return `Chào shop, ${of(things, mixed(place, 9))} nhà chị mua theo đơn DH${100_000 + place} ${of(faults, mixed(place, 10))}. Hôm trước ${also}. ${of(wishes, mixed(place, 11))} nhé.`
  }
  return `${of(answers, mixed(place, 12))}. Về đơn DH${100_000 + place}, ${of(answers, mixed(place, 13))}, ${of(answers, mixed(place, 14))}. ${of(answers, mixed(place, 15))} ạ.`
}
