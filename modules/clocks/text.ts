import { phrases } from '#platform/text.ts'
import type { Kind, Level } from './rules/span.ts'

const KINDS_VI: Record<Kind, string> = {
  first_response: 'Trả lời lần đầu',
  next_response: 'Trả lời tiếp',
  resolution: 'Xử lý xong',
  promise: 'Lời hứa với khách',
  follow_up: 'Hẹn liên hệ lại',
  snooze: 'Hẹn lại',
}
const KINDS_EN: Record<Kind, string> = {
  first_response: 'First response',
  next_response: 'Next response',
  resolution: 'Resolution',
  promise: 'Promise to the customer',
  follow_up: 'Appointment',
  snooze: 'Snooze',
}

/** 16:00 25/11, in Hồ Chí Minh City. */
const moment = (at: Date) => {
  const local = new Date(at.getTime() + 7 * 3_600_000).toISOString()
  return `${local.slice(11, 16)} ${local.slice(8, 10)}/${local.slice(5, 7)}`
}

/** What this room refuses with, and how it names a target. */
export const text = phrases(
  'clocks',
  {
    unknownClock: 'Không tìm thấy hạn này.',
    unknownPolicy: 'Không tìm thấy mức thời hạn này. Có thể người khác vừa bỏ.',
    duePassed: 'Thời điểm đã qua. Chọn một thời điểm sau bây giờ.',
    dueTooFar: 'Xa quá. Chọn một thời điểm trong vòng ba năm tới.',
    notPromise: 'Chỉ lời hứa và lịch hẹn mới giữ hoặc bỏ được ở đây. Hạn khác tự dừng khi việc làm xong.',
    alreadyEnded: 'Hạn này đã kết thúc trước đó.',
    undoLate: 'Đã quá mười phút hoặc người khác vừa làm tiếp, không hoàn tác được nữa.',
    notYours: 'Chỉ người xử lý, hoặc trưởng nhóm của đơn vị đó, mới làm được việc này.',
    samePolicy: 'Đã có mức thời hạn đúng với các điều kiện và thứ tự này. Sửa mức đó thay vì thêm mới.',
    policyChanged: (name: string) => `${name} vừa sửa mức thời hạn này. Tải lại rồi sửa tiếp.`,
    ladderWrong: 'Thang nhắc cần đủ bốn mốc 50, 80, 100 và 150%, mỗi mốc một lần.',
    minutes: (amount: number) => `${amount} phút, cả ngày đêm`,
    hours: (amount: number) => `${amount} giờ, cả ngày đêm`,
    workingDays: (amount: number) => `${amount} ngày làm việc`,
    workingMinutes: (amount: number) => `${amount} phút làm việc`,
    workingHours: (amount: number) => `${amount} giờ làm việc`,
    byHand: 'Hẹn giờ cụ thể',
    calendarChanged: 'Lịch làm việc thay đổi',
    factsChanged: 'Phiếu đổi mức độ, loại, hạng khách hoặc kênh',
    undone: 'Hoàn tác',
    kept: 'Đã giữ lời',
    taken: 'Hết thời gian hẹn lại',
    told: (kind: Kind, level: Level, dueAt: Date) =>
      level < 100
        ? `${KINDS_VI[kind]}: đã qua ${level}% thời gian, hạn ${moment(dueAt)}`
        : `${KINDS_VI[kind]}: quá hạn từ ${moment(dueAt)}${level > 100 ? ', đã trễ thêm nửa thời gian' : ''}`,
  },
  {
    unknownClock: 'This deadline was not found.',
    unknownPolicy: 'This target was not found. Somebody may have just removed it.',
    duePassed: 'That moment has passed. Choose a later one.',
    dueTooFar: 'Too far. Choose a moment within the next three years.',
    notPromise: 'Only promises and appointments are kept or dropped here. Other deadlines stop by themselves when the work is done.',
    alreadyEnded: 'This deadline has ended before.',
    undoLate: 'Ten minutes have passed or somebody went on since; this cannot be undone any more.',
    notYours: 'Only who is responsible, or a lead of that unit, can do this.',
    samePolicy: 'There is a target with just these conditions and this order. Change that one instead of adding another.',
    policyChanged: (name: string) => `${name} has just changed this target. Reload and continue.`,
    ladderWrong: 'The ladder needs each of the four levels 50, 80, 100 and 150% once.',
    minutes: (amount: number) => `${amount} minutes, day and night`,
    hours: (amount: number) => `${amount} hours, day and night`,
    workingDays: (amount: number) => `${amount} working days`,
    workingMinutes: (amount: number) => `${amount} working minutes`,
    workingHours: (amount: number) => `${amount} working hours`,
    byHand: 'Dated by hand',
    calendarChanged: 'The working calendar changed',
    factsChanged: 'Severity, type, tier or channel of the case changed',
    undone: 'Undone',
    kept: 'Kept',
    taken: 'The snooze is over',
    told: (kind: Kind, level: Level, dueAt: Date) =>
      level < 100
        ? `${KINDS_EN[kind]}: ${level}% of the time has passed, due ${moment(dueAt)}`
        : `${KINDS_EN[kind]}: late since ${moment(dueAt)}${level > 100 ? ', by half of its time again' : ''}`,
  },
)
