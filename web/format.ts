import type { Language } from '#platform/text.ts'
import { currentLanguage } from './language.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const NBSP = '\u00a0'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export type Moment = Date | string | number

const at = (when: Moment): Date => (when instanceof Date ? when : new Date(when))

type Parts = { year: string; month: string; day: string; hour: string; minute: string; weekday: number }
const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  weekday: 'short',
})
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Calendar parts in Hồ Chí Minh City, wherever the browser stands. */
function partsOf(when: Moment): Parts {
  const found = Object.fromEntries(clock.formatToParts(at(when)).map(({ type, value }) => [type, value]))
  return {
    year: found.year ?? '',
    month: found.month ?? '',
    day: found.day ?? '',
    hour: found.hour ?? '',
    minute: found.minute ?? '',
    weekday: WEEKDAYS.indexOf(found.weekday ?? ''),
  }
}

/** `2026-11-24`, the day in Hồ Chí Minh City. */
export function dayOf(when: Moment = new Date()): string {
  const { year, month, day } = partsOf(when)
  return `${year}-${month}-${day}`
}

const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const englishDay = ({ day, month }: Parts) => `${Number(day)} ${EN_MONTHS[Number(month) - 1]}`

/** 23/11/2026 · 23 Nov 2026. A bare `2026-11-23` (a birthday) is a day, not a moment, and is shown as it is. */
export function date(when: Moment, language: Language = currentLanguage()): string {
  const parts = typeof when === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(when) ? bareDay(when) : partsOf(when)
  return language === 'vi' ? `${parts.day}/${parts.month}/${parts.year}` : `${englishDay(parts)} ${parts.year}`
}

function bareDay(day: string): Parts {
  const [year = '', month = '', of = ''] = day.split('-')
  return { year, month, day: of, hour: '00', minute: '00', weekday: new Date(`${day}T00:00:00Z`).getUTCDay() }
}

/** 14/12 this year, 14/12/2025 otherwise. */
export function shortDate(when: Moment, language: Language = currentLanguage(), now: Moment = new Date()): string {
  const parts = partsOf(when)
  if (parts.year !== partsOf(now).year) return date(when, language)
  return language === 'vi' ? `${parts.day}/${parts.month}` : englishDay(parts)
}

/** 14:05, always 24 hours. */
export function time(when: Moment): string {
  const { hour, minute } = partsOf(when)
  return `${hour}:${minute}`
}

/** 23/11/2026 14:05 · 23 Nov 2026 14:05. */
export const dateTime = (when: Moment, language: Language = currentLanguage()): string => `${date(when, language)} ${time(when)}`

const VI_WEEKDAYS = ['Chủ nhật', 'Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy']
const EN_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Thứ Hai, 18/01/2027: the line between the days of a conversation. */
export function longDate(when: Moment, language: Language = currentLanguage()): string {
  const { weekday } = partsOf(when)
  return `${(language === 'vi' ? VI_WEEKDAYS : EN_WEEKDAYS)[weekday]}, ${date(when, language)}`
}

const dayNumber = (when: Moment) => Math.floor((at(when).getTime() + 7 * HOUR) / DAY)

/** vừa xong · 5 phút trước · 09:41 · Hôm qua · 14/12 · 14/12/2025; the future: trong 18 phút · 16:00 hôm nay · 16:00 ngày mai · 16:00 14/12. */
export function relative(when: Moment, now: Moment = new Date(), language: Language = currentLanguage()): string {
  const ago = at(now).getTime() - at(when).getTime()
  return ago >= 0 ? past(when, ago, now, language) : future(when, -ago, now, language)
}

function past(when: Moment, ago: number, now: Moment, language: Language): string {
  const vi = language === 'vi'
  if (ago < MINUTE) return vi ? 'vừa xong' : 'just now'
  if (ago < HOUR) return vi ? `${Math.floor(ago / MINUTE)} phút trước` : `${Math.floor(ago / MINUTE)} min ago`
  const days = dayNumber(now) - dayNumber(when)
  if (days === 0) return time(when)
  if (days === 1) return vi ? 'Hôm qua' : 'Yesterday'
  return shortDate(when, language, now)
}

function future(when: Moment, ahead: number, now: Moment, language: Language): string {
  const vi = language === 'vi'
  if (ahead < HOUR) return vi ? `trong ${atLeastOne(ahead)} phút` : `in ${atLeastOne(ahead)} min`
  const days = dayNumber(when) - dayNumber(now)
  if (days === 0) return vi ? `${time(when)} hôm nay` : `${time(when)} today`
  if (days === 1) return vi ? `${time(when)} ngày mai` : `${time(when)} tomorrow`
  return `${time(when)} ${shortDate(when, language, now)}`
}

const atLeastOne = (ms: number) => Math.max(1, Math.round(ms / MINUTE))

/** In lists: 09:41 today, Hôm qua, then the day. */
export function listTime(when: Moment, now: Moment = new Date(), language: Language = currentLanguage()): string {
  return dayNumber(now) === dayNumber(when) ? time(when) : past(when, Math.max(at(now).getTime() - at(when).getTime(), HOUR), now, language)
}

/** A length of time in its two biggest units: 18 phút · 2 giờ · 5 giờ 40 phút · 3 ngày 4 giờ. Never "0 phút". */
export function duration(ms: number, language: Language = currentLanguage(), units: 1 | 2 = 2): string {
  const minutes = Math.max(1, Math.round(Math.abs(ms) / MINUTE))
  const words = language === 'vi' ? { d: 'ngày', h: 'giờ', m: 'phút' } : { d: 'd', h: 'h', m: 'min' }
  if (minutes < 60) return `${minutes} ${words.m}`
  const [big, small, bigWord, smallWord] =
    minutes < 24 * 60
      ? [Math.floor(minutes / 60), minutes % 60, words.h, words.m]
      : [Math.floor(minutes / (24 * 60)), Math.floor((minutes % (24 * 60)) / 60), words.d, words.h]
  return units === 2 && small > 0 ? `${big} ${bigWord} ${small} ${smallWord}` : `${big} ${bigWord}`
}

const locale = (language: Language) => (language === 'vi' ? 'vi-VN' : 'en-US')
const minus = (shown: string) => shown.replace('-', '−')

/** 1.284 · 1,284. */
export function number(value: number | bigint, language: Language = currentLanguage(), digits = 0): string {
  return minus(new Intl.NumberFormat(locale(language), { minimumFractionDigits: 0, maximumFractionDigits: digits }).format(value))
}

/** A share 0…1 as 72,6%. */
export function percent(share: number, language: Language = currentLanguage(), digits = 1): string {
  return `${number(share * 100, language, digits)}%`
}

/** A change with its sign: +52 · −4,1. */
export function signed(value: number, language: Language = currentLanguage(), digits = 1): string {
  return value > 0 ? `+${number(value, language, digits)}` : number(value, language, digits)
}

/** A change between two percentages is in points: `4,1 điểm`. */
export const points = (value: number, language: Language = currentLanguage()): string =>
  `${number(Math.abs(value), language, 1)} ${language === 'vi' ? 'điểm' : 'pts'}`

/** Whole đồng: 1.250.000 ₫ · ₫1,250,000. */
export function money(value: number | bigint, language: Language = currentLanguage()): string {
  const shown = number(value, language)
  return language === 'vi' ? `${shown}${NBSP}₫` : shown.startsWith('−') ? `−₫${shown.slice(1)}` : `₫${shown}`
}

/** In meters only: 120 tr, 1,2 tỷ. */
export function shortMoney(value: number | bigint, language: Language = currentLanguage()): string {
  const amount = Number(value)
  const vi = language === 'vi'
  if (Math.abs(amount) >= 1e9) return `${number(amount / 1e9, language, 1)}${vi ? ' tỷ' : 'bn'}`
  if (Math.abs(amount) >= 1e6) return `${number(amount / 1e6, language, 1)}${vi ? ' tr' : 'm'}`
  return money(value, language)
}

/** 14,2 MB. */
export function fileSize(bytes: number, language: Language = currentLanguage()): string {
  if (bytes < 1024) return `${bytes} B`
  const [size, unit] = bytes < 1024 ** 2 ? [bytes / 1024, 'KB'] : [bytes / 1024 ** 2, 'MB']
  return `${number(size, language, size < 10 ? 1 : 0)} ${unit}`
}

/** 0912 345 468 from +84912345468 or 0912345468; what is not a Vietnamese number is shown as it came. */
export function phone(raw: string): string {
  const digits = raw.replace(/[^\d•*]/g, '').replace(/^84(?=\d{9})/, '0')
  if (/^0\d{9}$/.test(digits)) return `${digits.slice(0, 4)} ${digits.slice(4, 7)} ${digits.slice(7)}`
  if (/^0\d{10}$/.test(digits)) return `${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(8)}`
  if (/^1[89]00\d{4}$/.test(digits)) return `${digits.slice(0, 4)} ${digits.slice(4)}`
  return raw
}
