/** How a customer is addressed and how we call ourselves with them: { honorific: 'chị', selfWord: 'em' }. */
export type Pair = { honorific: string; selfWord: string }
/** `other`: another word for the customer, `self`: another word for ourselves; `found` as typed. */
export type PronounWarning = { kind: 'other' | 'self'; found: string; expected: string }

const OTHERS = [
  'quý khách',
  'anh/chị',
  'anh chị',
  'cô/chú',
  'cô chú',
  'anh',
  'chị',
  'cô',
  'chú',
  'bác',
  'ông',
  'bà',
  'bạn',
  'thầy',
  'mợ',
  'cậu',
  'dì',
]
const SELVES = ['em', 'cháu', 'con', 'tôi', 'mình', 'tớ']

/** Words that look like a form of address and are none. */
const INNOCENT =
  /(?<!\p{L})(?:tiếng anh|nước anh|anh em|chị em|anh hùng|anh văn|em bé|con em|cô lập|cô đơn|cô dâu|cô đặc|chú ý|chú trọng|chú thích|chú rể|ghi chú|bác sĩ|bác bỏ|ông xã|bà xã|bà con|ông bà|bạn bè|bạn đọc|con số|con đường|con người|con cái|con trai|con gái|trẻ con|chị gái|anh trai|em trai|em gái|cháu bé|cô giáo|thầy cô|cậu bé|cô bé|của mình|tự mình|một mình|chính mình|bên mình|nhà mình)(?!\p{L})/giu

/** A third person: "anh kỹ thuật", "chị kế toán", "bạn giao hàng". */
const THIRD =
  /(?<!\p{L})(?:anh|chị|cô|chú|bác|bạn|em)(?: [a-zà-ỹđ]{1,5})?(?= ?(?:kỹ thuật|thợ|giao hàng|shipper|kế toán|kho|lái xe|lắp đặt|bảo vệ|nhân viên|trưởng|phụ trách|bên kho|hàng xóm))/giu

const ADDRESSING = `(?:dạ|vâng|thưa|chào|kính gửi|gửi|cảm ơn|cám ơn|xin lỗi|mời|nhờ|mong|giúp|cho|với|của|báo|hỏi|phiền|chúc)`
const AFTER = String.raw`(?: ?(?:ơi|ạ|nhé|nha|à|,|\.|\?|$)| (?:vui lòng|có thể|giúp|cho em|yên tâm|thông cảm|chờ|đợi|kiểm tra|gửi|xem|cần|muốn|đã|đang|sẽ|có|chụp|khóa|thử|nhận|gọi)(?!\p{L}))`

/**
 * Does the text use another pair than the one agreed with this customer ("em – chị")? Answers the first word that does, or null.
 * Quoted lines (">") do not count. Without an honorific nothing is known, so nothing is warned of.
 */
export function pronounWarning(text: string, { honorific, selfWord }: Pair): PronounWarning | null {
  const expected = honorific.trim().toLowerCase()
  if (!expected) return null
  const said = plain(text)
  const self = selfWord.trim().toLowerCase()
  const other = OTHERS.filter((word) => word !== expected && word !== self && !isPartOf(word, expected)).flatMap((word) =>
    addressedAs(said, word, expected),
  )
  if (other[0]) return { kind: 'other', found: other[0], expected: honorific.trim() }
  if (!self) return null
  const wrong = SELVES.filter((word) => word !== self && word !== expected).flatMap((word) => spokenAs(said, word))
  return wrong[0] ? { kind: 'self', found: wrong[0], expected: selfWord.trim() } : null
}

/** "anh/chị" agreed covers anh and chị alike. */
const isPartOf = (word: string, expected: string) => expected.split(/[/ ]/).includes(word)

function plain(text: string): string {
  const own = text
    .normalize('NFC')
    .split('\n')
    .filter((line) => !line.startsWith('>'))
    .join('\n')
  return own.replace(INNOCENT, '·').replace(THIRD, '·')
}

/** Addressed with this word: in a place where one addresses somebody, or anywhere when the agreed word never comes. */
function addressedAs(said: string, word: string, expected: string): string[] {
  const bare = new RegExp(String.raw`(?<![\p{L}·/])(${word})(?![\p{L}/])`, 'giu')
  const inPlace = new RegExp(
    String.raw`(?:(?:^|[.!?\n]\s*|(?<!\p{L})${ADDRESSING} )(?<![\p{L}/])(${word})(?![\p{L}/])(?! ${expected})|(?<![\p{L}/])(${word})(?![\p{L}/])${AFTER})`,
    'gimu',
  )
  const placed = [...said.matchAll(inPlace)].map((match) => match[1] ?? match[2] ?? '')
  if (placed[0]) return [placed[0]]
  const knowsExpected = new RegExp(String.raw`(?<!\p{L})${expected}(?!\p{L})`, 'iu').test(said)
  const found = [...said.matchAll(bare)].map((match) => match[1] ?? '')
  return !knowsExpected && found[0] ? [found[0]] : []
}

/** Speaking of ourselves with this word: as the subject of what we do. */
function spokenAs(said: string, word: string): string[] {
  const subject = new RegExp(
    String.raw`(?<![\p{L}·/])(${word}) (?:xin|sẽ|đã|đang|rất|gửi|báo|gọi|kiểm tra|là|chuyển|hẹn|cảm ơn|cám ơn|chào|hỗ trợ|ghi nhận|có thể|vừa)(?!\p{L})`,
    'giu',
  )
  return [...said.matchAll(subject)].map((match) => match[1] ?? '').slice(0, 1)
}
