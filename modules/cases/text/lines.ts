import type { Words } from '../contract/shapes.ts'

/** What a line of the thread is made of: facts of the event, and the names behind its ids. */
export type Told = {
  name: string
  facts: Record<string, unknown>
  handler: string | null
  formerHandler: string | null
  unit: string | null
  status: { vi: string; en: string } | null
  type: { vi: string; en: string } | null
  /** The other case of a link, a merge, a split, a parent. */
  other: string | null
  people: string[]
  why: Words | null
}

type Line = (told: Told, text: (fact: string) => string) => Words

const withReason = (words: string, reason: string) => (reason ? `${words}: ${reason}` : words)
const both = (vi: string, en: string, reason = ''): Words => ({ vi: withReason(vi, reason), en: withReason(en, reason) })

const SEVERITY = {
  vi: ['', 'Khẩn cấp', 'Nghiêm trọng', 'Trung bình', 'Thấp'],
  en: ['', 'Urgent', 'Serious', 'Medium', 'Low'],
}
const severity = (facts: Told['facts'], language: 'vi' | 'en') => SEVERITY[language][Number(facts.to)] ?? ''
/** 16:00 30/11. By the British pattern: the Vietnamese one writes a day without its year as 30-11. */
const moment = (given: unknown) => {
  const part = (of: Intl.DateTimeFormatOptions) => new Date(String(given)).toLocaleString('en-GB', { timeZone: 'Asia/Ho_Chi_Minh', ...of })
  return `${part({ hour: '2-digit', minute: '2-digit' })} ${part({ day: '2-digit', month: '2-digit' })}`
}
const list = (given: unknown) => (Array.isArray(given) ? given.join(', ') : '')

const LINES: Record<string, Line> = {
  'cases.caseOpened': ({ handler, unit, why }) => {
    const to = handler ?? unit ?? ''
    return { vi: withReason(`Mở phiếu, giao ${to}`, why?.vi ?? ''), en: withReason(`Opened, given to ${to}`, why?.en ?? '') }
  },
  'cases.caseAssigned': ({ handler, unit, why }) => {
    const vi = handler ? `Giao ${handler}` : `Chuyển về ${unit ?? ''}`
    const en = handler ? `Handed to ${handler}` : `Back to ${unit ?? ''}`
    return { vi: withReason(vi, why?.vi ?? ''), en: withReason(en, why?.en ?? '') }
  },
  'cases.severityChanged': ({ facts }, text) =>
    both(`Đổi mức độ thành ${severity(facts, 'vi')}`, `Severity set to ${severity(facts, 'en')}`, text('reason')),
  'cases.statusChanged': ({ status }, text) => both(`Chuyển sang “${status?.vi ?? ''}”`, `Moved to “${status?.en ?? ''}”`, text('note')),
  'cases.caseClassified': ({ type }) =>
    type ? both(`Phân loại: ${type.vi}`, `Classified as ${type.en}`) : both('Đổi phân loại', 'Classification changed'),
  'cases.caseResolved': () => both('Đánh dấu xong', 'Marked as done'),
  'cases.caseReopened': (_told, text) => both('Mở lại phiếu', 'Reopened', text('reason')),
  'cases.caseClosed': () => both('Đóng phiếu', 'Closed'),
  'cases.caseCancelled': (_told, text) => both('Hủy phiếu', 'Cancelled', text('reason')),
  'cases.caseMarkedSpam': ({ facts }) => (facts.spam ? both('Đánh dấu thư rác', 'Marked as spam') : both('Không phải thư rác', 'Not spam')),
  'cases.tierRaised': (_told, text) => both(`Chuyển lên cấp ${text('to')}`, `Raised to ${text('to')}`, text('reason')),
  'cases.caseTagged': ({ facts }) => {
    const [added, removed] = [list(facts.added), list(facts.removed)]
    const vi = [added && `Gắn nhãn ${added}`, removed && `Bỏ nhãn ${removed}`].filter(Boolean).join('. ')
    const en = [added && `Tagged ${added}`, removed && `Untagged ${removed}`].filter(Boolean).join('. ')
    return both(vi, en)
  },
  'cases.caseSnoozed': ({ facts }, text) =>
    facts.until
      ? both(`Hẹn lại ${moment(facts.until)}`, `Snoozed until ${moment(facts.until)}`, text('reason'))
      : both('Trở lại hộp thư', 'Back in the inbox', text('reason')),
  'cases.participantsChanged': ({ facts, people }) => {
    const names = people.join(', ')
    return Array.isArray(facts.added) && facts.added.length > 0
      ? both(`${names} cùng theo dõi`, `${names} joined`)
      : both(`${names} thôi theo dõi`, `${names} left`)
  },
  'cases.caseMerged': ({ other }) => both(`Gộp với ${other ?? ''}`, `Merged with ${other ?? ''}`),
  'cases.mergeUndone': ({ other }) => both(`Bỏ gộp với ${other ?? ''}`, `Merge with ${other ?? ''} undone`),
  'cases.caseSplit': ({ other }) => both(`Tách ra ${other ?? ''}`, `Split into ${other ?? ''}`),
  'cases.caseLinked': ({ facts, other }) =>
    facts.linked
      ? both(`Liên kết với ${other ?? ''}`, `Linked with ${other ?? ''}`)
      : both(`Bỏ liên kết với ${other ?? ''}`, `Unlinked from ${other ?? ''}`),
  'cases.parentChanged': ({ other }) =>
    other ? both(`Đặt dưới ${other}`, `Put under ${other}`) : both('Tách khỏi phiếu cha', 'On its own again'),
  'cases.answerScheduled': ({ facts }) =>
    both(`Hẹn gửi thư trả lời lúc ${moment(facts.sendAt)}`, `An answer is to leave at ${moment(facts.sendAt)}`),
  'cases.answerTakenBack': () => both('Bỏ thư trả lời đã hẹn giờ', 'The scheduled answer was taken back'),
  'cases.answerReturned': () => both('Thư trả lời không tới được khách', 'The answer did not reach the customer'),
  'cases.ackSent': () =>
    both('Đã báo khách là đã nhận được, kèm đường dẫn theo dõi', 'The customer was told that we have it, with a tracking link'),
  'clocks.promiseMade': ({ facts }) => both(`Hứa với khách: ${moment(facts.dueAt)}`, `Promised for ${moment(facts.dueAt)}`),
  'clocks.promiseCancelled': (_told, text) => both('Bỏ lời hứa', 'Promise taken back', text('reason')),
}

/** Events that stand as grey lines between the messages. */
export const LINE_EVENTS = Object.keys(LINES)

/** One line in words. */
export function lineWords(told: Told): Words {
  const text = (fact: string) => (typeof told.facts[fact] === 'string' ? String(told.facts[fact]) : '')
  return LINES[told.name]?.(told, text) ?? { vi: told.name, en: told.name }
}
