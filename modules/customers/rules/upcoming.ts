import type { z } from 'zod'
import { lunarOf, solarOf } from '#platform/lunar.ts'
import type { Upcoming } from '../contract/shapes.ts'

type Days = {
  birthDate: string | null
  birthLunar: boolean
  birthLunarDay: number | null
  birthLunarMonth: number | null
  foundedOn: string | null
}

/** Birthday and founding day within so many days, the nearest first. `today` is the day in Hồ Chí Minh City. */
export function upcomingOf(days: Days, today: string, within = 60): z.infer<typeof Upcoming>[] {
  const { birthDate, birthLunar, birthLunarDay: day, birthLunarMonth: month, foundedOn } = days
  const birthday = birthLunar
    ? day && month && { date: nextLunar(day, month, today), lunar: { day, month } }
    : birthDate && { date: nextSolar(birthDate, today), lunar: null }
  const founding = foundedOn && { date: nextSolar(foundedOn, today), lunar: null }
  return [
    ...(birthday ? [{ what: 'birthday' as const, ...birthday }] : []),
    ...(founding ? [{ what: 'founding' as const, ...founding }] : []),
  ]
    .map((one) => ({ ...one, daysAhead: daysBetween(today, one.date) }))
    .filter(({ daysAhead }) => daysAhead <= within)
    .sort((a, b) => a.daysAhead - b.daysAhead)
}

/** 29 February falls on the 28th in other years. */
function nextSolar(origin: string, today: string): string {
  const year = Number(today.slice(0, 4))
  const thisYear = inYear(origin, year)
  return thisYear >= today ? thisYear : inYear(origin, year + 1)
}

function inYear(origin: string, year: number): string {
  const day = `${year}${origin.slice(4)}`
  return day.endsWith('-02-29') && new Date(`${day}T00:00:00Z`).getUTCMonth() !== 1 ? `${year}-02-28` : day
}

/** Celebrated in the month itself, never in its leap repeat; the 30th of a short month on its 29th. */
function nextLunar(day: number, month: number, today: string): string {
  const { year } = lunarOf(today)
  const candidates = [year - 1, year, year + 1].flatMap((of) => {
    const found = solarOf({ day, month, leap: false, year: of }) ?? solarOf({ day: 29, month, leap: false, year: of })
    return found && found >= today ? [found] : []
  })
  const [next] = candidates.sort()
  if (!next) throw new RangeError(`no lunar day ${day}/${month} after ${today}`)
  return next
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)
