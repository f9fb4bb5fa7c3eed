import type { Language } from '#platform/text.ts'
import { words } from './words.ts'

const ZONE = 'Asia/Ho_Chi_Minh'
const day = (at: Date) => at.toLocaleDateString('sv-SE', { timeZone: ZONE })
const clock = (at: Date) => at.toLocaleTimeString('vi-VN', { timeZone: ZONE, hour: '2-digit', minute: '2-digit', hour12: false })

/** 09:33, 18/01 · 09:33 hôm nay · with the year when it is another one. */
export function moment(at: Date, now: Date, language: Language): string {
  if (day(at) === day(now)) return `${clock(at)} ${language === 'vi' ? 'hôm nay' : 'today'}`
  const sameYear = day(at).slice(0, 4) === day(now).slice(0, 4)
  const date = at.toLocaleDateString(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone: ZONE,
    day: '2-digit',
    month: language === 'vi' ? '2-digit' : 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  })
  return `${clock(at)}, ${sameYear && language === 'vi' ? date.replaceAll('-', '/') : date}`
}

/** How long something took, in the unit people would say: 3 phút, 5 giờ, 2 ngày. */
export function spanBetween(from: Date, to: Date, language: Language): string {
  const say = words[language]
  const minutes = Math.max(1, Math.round((to.getTime() - from.getTime()) / 60_000))
  if (minutes < 60) return say.minutes(minutes)
  return minutes < 48 * 60 ? say.hours(Math.round(minutes / 60)) : say.days(Math.round(minutes / 1440))
}
