import { type DaySpoken, dayIn } from './spokenDay.ts'

/** A moment: so many minutes from now, or a minute of a day (Hồ Chí Minh City). `at`: where in the sentence it stands. */
export type Found = { at: number; inMinutes?: number; day: string; minute: number }
export type Clock = { minute: number; day: string }

const UNIT: Record<string, number> = {
  phut: 1,
  p: 1,
  minute: 1,
  minutes: 1,
  min: 1,
  mins: 1,
  gio: 60,
  tieng: 60,
  h: 60,
  g: 60,
  hour: 60,
  hours: 60,
  hrs: 60,
}
const NUMBER: Record<string, number> = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
  one: 1,
  an: 1,
  a: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
}
const numberOf = (word: string) => (word === 'nua' || word === 'half an' ? 0.5 : (NUMBER[word] ?? Number(word.replace(',', '.'))))

const COUNT = String.raw`(\d{1,3}(?:[.,]5)?|nua|half an|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|one|an|a|two|three|four|five|six)`
/** "trong (vòng) 30 phút", "2 tiếng nữa", "trong 3 ngày làm việc", "within 2 hours", "in an hour". The longer end of "15-20 phút" counts. */
const SPAN = new RegExp(
  String.raw`(?:(trong(?: vong)?|within|in|khoang|tam|sau)\s+(?:the next\s+)?(?:khoang\s+)?)?(?:\d+\s*[-–]\s*)?${COUNT}\s*(phut|p|gio|tieng|h|g|minutes?|mins?|hours?|hrs|ngay lam viec|ngay|tuan|working days?|business days?|days?|weeks?)\b(\s*ruoi)?(\s*(?:nua|toi|from now))?`,
  'gu',
)

/** "16h", "16h30", "16:30", "16 giờ 30", "4 giờ chiều", "9 rưỡi sáng", "4pm". */
const HOUR = String.raw`(\d{1,2})\s*(?:(?:h|g|gio|:)\s*(\d{2})?(?!\d|\s*(?:nua|lam viec))|(?=\s*(?:ruoi|am\b|pm\b|a\.m|p\.m|o'clock)))\s*(?:phut)?\s*(ruoi)?\s*(sang|trua|chieu|toi|dem|am|pm|a\.m\.?|p\.m\.?)?`
const CLOCK = new RegExp(String.raw`(?<![\d/:.,-])(?:(?:\d{1,2}\s*(?:h|g|gio)?\s*(?:\d{2})?\s*(?:[-–]|den|toi|to|and)\s*))?${HOUR}`, 'gu')

const PART: Record<string, number> = {
  sang: 12 * 60,
  trua: 13 * 60,
  chieu: 17 * 60,
  toi: 21 * 60,
  dem: 22 * 60,
  morning: 12 * 60,
  noon: 12 * 60,
  afternoon: 17 * 60,
  evening: 21 * 60,
  tonight: 21 * 60,
}
const END_OF_DAY = 17 * 60

/** Every time a sentence names, in its order. */
export function timesIn(sentence: string, plain: string, now: Clock): Found[] {
  const spans = spansIn(plain, now)
  const day = dayIn(sentence, plain, now.day)
  const hours = hoursIn(plain, day, now, spans)
  if (hours.length > 0) return hours
  if (spans.length > 0) return spans.map(({ found }) => found)
  return day ? [{ at: day.at, day: day.day, minute: minuteOf(day, now) }] : []
}

type SpanFound = { from: number; to: number; found: Found }

function spansIn(plain: string, now: Clock): SpanFound[] {
  const found: SpanFound[] = []
  for (const match of plain.matchAll(SPAN)) {
    const [whole, before, count = '', unit = '', half, after] = match
    const length = numberOf(count)
    const short = UNIT[unit]
    // "16h" alone is a moment, "2h nữa" and "trong 2h" are spans; "sau 16h" is a moment too.
    if ((!before && !after) || !(length > 0) || (before === 'sau' && !after && ['h', 'g', 'gio'].includes(unit))) continue
    const more = half ? 0.5 : 0
    const here: Found = short
      ? { at: match.index, inMinutes: (length + more) * short, day: now.day, minute: 0 }
      : { at: match.index, day: daysAhead(now.day, length + more, unit), minute: END_OF_DAY }
    found.push({ from: match.index, to: match.index + whole.length, found: here })
  }
  return found
}

function daysAhead(day: string, count: number, unit: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (/tuan|week/.test(unit)) date.setUTCDate(date.getUTCDate() + Math.round(count * 7))
  else if (!/lam viec|working|business/.test(unit)) date.setUTCDate(date.getUTCDate() + Math.ceil(count))
  else
    for (let left = Math.ceil(count); left > 0; ) {
      date.setUTCDate(date.getUTCDate() + 1)
      if (date.getUTCDay() % 6 !== 0) left--
    }
  return date.toISOString().slice(0, 10)
}

function hoursIn(plain: string, day: DaySpoken | undefined, now: Clock, spans: readonly SpanFound[]): Found[] {
  const found: Found[] = []
  for (const match of plain.matchAll(CLOCK)) {
    const [whole, hour = '', minute, half, part] = match
    if (spans.some(({ from, to }) => match.index + whole.length > from && match.index < to)) continue
    const given = Number(hour) * 60 + (minute ? Number(minute) : half ? 30 : 0)
    if (Number(hour) > 23 || Number(minute ?? 0) > 59) continue
    const at = hourOfDay(given, part ?? day?.part, day, now)
    found.push({ at: match.index, day: day?.day ?? (at.tomorrow ? daysAhead(now.day, 1, 'ngay') : now.day), minute: at.minute })
  }
  return found
}

/** "4 giờ chiều" is 16:00; "4h" said at 14:00 is 16:00 too; "9h" said at 14:00 is tomorrow's. */
function hourOfDay(given: number, part: string | undefined, day: DaySpoken | undefined, now: Clock): { minute: number; tomorrow: boolean } {
  const afternoon = /^(chieu|toi|dem|pm|p\.m|afternoon|evening|tonight)/.test(part ?? '') || (part === 'trua' && given < 10 * 60)
  if (afternoon && given < 12 * 60) return { minute: given + 720, tomorrow: false }
  if (part || (day && !day.isToday)) return { minute: !part && given >= 60 && given < 6 * 60 ? given + 720 : given, tomorrow: false }
  if (given > now.minute) return { minute: given, tomorrow: false }
  if (given < 12 * 60 && given + 720 > now.minute && given + 720 <= 20 * 60) return { minute: given + 720, tomorrow: false }
  return { minute: given, tomorrow: !day }
}

/** A day without an hour: the end of its named part, else of the working day. "Trước thứ Sáu" ends the day before. */
function minuteOf(day: DaySpoken, now: Clock): number {
  const minute = (day.part && PART[day.part]) || END_OF_DAY
  return day.isToday && minute <= now.minute && !day.part ? 21 * 60 : minute
}
