import { vnDay, vnStartOfDay } from '#org'
import type { Customer } from './cast.ts'
import { topics } from './data.ts'
import type { Dice } from './dice.ts'
import type { Channel, Plot } from './play.ts'

const CHANNELS: readonly { channel: Channel; weight: number }[] = [
  { channel: 'mail', weight: 30 },
  { channel: 'phone', weight: 27 },
  { channel: 'zalo', weight: 17 },
  { channel: 'form', weight: 12 },
  { channel: 'facebook', weight: 8 },
  { channel: 'counter', weight: 5 },
  { channel: 'letter', weight: 1 },
]
/** How much of a week's trouble comes on each day, Sunday first. */
const WEEKDAY = [0.55, 1.25, 1.15, 1.05, 1.05, 1.1, 0.85]
const HOUR = 3_600_000
const DAY = 24 * HOUR

/**
 * Who comes with what, when and how: `howMany` matters over the days from `from` to `until`, more on Mondays, more in the forenoon, slowly more
 * every month, and the trouble with the handles of lot L2609 only in its last weeks.
 */
export function draw({ dice, customers, from, until, howMany }: Drawing): Plot[] {
  const days = Array.from({ length: Math.ceil((until.getTime() - from.getTime()) / DAY) }, (_, place) => dayOf(from, place))
  const weights = days.map((day, place) => (WEEKDAY[weekdayOf(day)] ?? 1) * (0.85 + (0.3 * place) / days.length))
  const perWeight = howMany / weights.reduce((sum, weight) => sum + weight, 0)
  const plots: Plot[] = []
  days.forEach((day, place) => {
    const share = (weights[place] ?? 0) * perWeight
    const count = Math.floor(share) + (dice.chance(share % 1) ? 1 : 0)
    for (let each = 0; each < count; each++) {
      const plot = plotOf(dice.fork(), customers, day, String(10_000 + plots.length), until)
      if (plot.at >= from && plot.at < until) plots.push(plot)
    }
  })
  return plots.sort((one, other) => one.at.getTime() - other.at.getTime())
}

type Drawing = { dice: Dice; customers: readonly Customer[]; from: Date; until: Date; howMany: number }
const LOT_WEEKS = 8

function plotOf(dice: Dice, customers: readonly Customer[], day: Date, number: string, until: Date): Plot {
  const isLate = until.getTime() - day.getTime() < LOT_WEEKS * 7 * DAY
  const possible = topics.filter(({ key }) => key !== 'handle' || isLate)
  const { channel } = dice.weighted(CHANNELS)
  const people = channel === 'phone' || channel === 'counter'
  const hour = people ? forenoonOrAfternoon(dice) : dice.chance(0.2) ? dice.between(18, 22.5) : dice.between(7, 18)
  return {
    number,
    dice,
    channel,
    customer: dice.weighted(customers),
    topic: dice.weighted(possible),
    at: new Date(day.getTime() + hour * HOUR),
  }
}

const forenoonOrAfternoon = (dice: Dice) => (dice.chance(0.56) ? dice.between(8.1, 11.9) : dice.between(13.1, 17))
const dayOf = (from: Date, place: number) => vnStartOfDay(vnDay(new Date(from.getTime() + place * DAY)))
const weekdayOf = (day: Date) => new Date(day.getTime() + 12 * HOUR).getUTCDay()
