import { smtpInPort } from '#channels'
import { changePreference, listPreferences, readAllNotifications } from '#notifications/contract'
import { calendarFor, vnDay, vnStartOfDay } from '#org'
import { declareAvailability } from '#org/contract'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { beginFilling } from '#platform/underway.ts'
import { inviteNamed, inviteOthers } from './cast.ts'
import { openDice } from './dice.ts'
import { beginMessages } from './messages.ts'
import { draw } from './plan.ts'
import { type Play, Theatre } from './play.ts'
import { Postbox } from './post.ts'
import { hireStaff } from './staff.ts'
import { Stage } from './stage.ts'
import { tellMatter } from './story.ts'

const DAY = 86_400_000
export const DEMO = { days: 182, cases: 1_580, customers: 480, seed: 20_261 }
export type Progress = { done: number; of: number; day: string }

/**
 * Plays six months of Mây Lành into an empty house: its people, its customers, the messages of sample-data.md and `cases` more matters,
 * ending at `until`. The house must deliver inline; its clock is moved along. Answers the staff by code. Until `endFilling` the house counts as
 * half filled: the next start empties it.
 */
export async function playDemo(
  house: House,
  until: Date,
  say: (progress: Progress) => void,
  size: { days: number; cases: number; customers: number; seed: number } = DEMO,
): Promise<ReadonlyMap<string, string>> {
  const from = vnStartOfDay(vnDay(new Date(until.getTime() - size.days * DAY)))
  const setClock = (now: Date) => {
    house.clock = () => now
  }
  setClock(from)
  const dice = openDice(size.seed)
  const { people } = await act(house, { me: SYSTEM, now: from }, async (ctx) => {
    await beginFilling(ctx)
    return hireStaff(ctx)
  })
  const named = await act(house, { me: SYSTEM, now: from }, (ctx) => inviteNamed(ctx, people))
  const others = await act(house, { me: SYSTEM, now: from }, (ctx) => inviteOthers(ctx, dice, size.customers))
  const listener = house.rooms.channels?.services?.find(({ name }) => name === 'smtp')
  const closeListener = await listener?.start(house)
  try {
    const theatre = new Theatre()
    const play: Play = {
      ...{ dice, people, named, setClock, stage: new Stage(house), post: new Postbox(), smtpPort: smtpInPort(house) ?? 0 },
      calendar: await act(house, { me: SYSTEM, now: from }, (ctx) => calendarFor(ctx)),
      begin: (at, story) => theatre.begin(at, story),
      again: (plot) => theatre.begin(plot.at, tellMatter(play, plot)),
    }
    await tellByBellOnly(play, from)
    const plots = draw({ dice, customers: [...named.values(), ...others], from, until, howMany: size.cases })
    for (const plot of plots) play.again(plot)
    if (size.days >= 60) beginMessages(play, until)
    await theatre.play(breaks(from, until), atBreak(play, { from, until }, say))
    await play.stage.beat(until)
    await changeShift(play, until)
    await play.stage.seal(until)
    return people
  } finally {
    await closeListener?.()
  }
}

/** The staff of Mây Lành chose to be told in the product, not by mail. */
async function tellByBellOnly({ stage, people }: Play, now: Date): Promise<void> {
  for (const id of people.values())
    for (const one of await stage.ask(id, now, listPreferences, {}))
      if (one.byMail !== 'never') await stage.ask(id, now, changePreference, { ...one, byMail: 'never' })
}

/** Who is at work when the doors open: what comes in goes to Linh, so that whoever tries her out has something to do. */
async function changeShift({ stage, people }: Play, now: Date): Promise<void> {
  const shift = { NV005: 'away', NV006: 'away', NV015: 'away', NV008: 'off', NV020: 'off' } as const
  for (const [code, id] of people) {
    const availability = Object.entries(shift).find(([of]) => of === code)?.[1]
    if (availability) await stage.ask(id, now, declareAvailability, { availability })
  }
}

const isMonday = (now: Date) => new Date(now.getTime() + 7 * 3_600_000).getUTCDay() === 1

/** People read what they were told; the last half day's is left for whoever looks at the demo. */
async function readNews(stage: Stage, people: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const until = new Date(now.getTime() - DAY / 2)
  await Promise.all([...people.values()].map((id) => stage.ask(id, now, readAllNotifications, { until })))
}

/** Hours of the day at which the clocks strike and the mail leaves; stories leave three hours between a mail and its answer. */
const BEATS = [0, 8, 11, 14, 17, 20]
const HOUR = 3_600_000
const hourOf = (now: Date) => new Date(now.getTime() + 7 * HOUR).getUTCHours()

/** Every beat after `from`, and the end. */
function* breaks(from: Date, until: Date): Iterable<Date> {
  for (let at = from.getTime() + HOUR; at < until.getTime(); at += HOUR) if (BEATS.includes(hourOf(new Date(at)))) yield new Date(at)
  yield until
}

/** So often a day the clocks strike and the mail leaves; at night the daily work is done. */
function atBreak({ stage, post, people, setClock }: Play, { from, until }: { from: Date; until: Date }, say: (progress: Progress) => void) {
  const of = Math.ceil((until.getTime() - from.getTime()) / DAY)
  return async (now: Date) => {
    setClock(now)
    const isNight = hourOf(now) === 0 || now >= until
    // Nobody looks at the figures meanwhile, and a day counted at once is the same as a day counted in six parts.
    post.keep(await stage.beat(now, isNight ? {} : { without: ['performance.facts', 'performance.check'] }))
    if (!isNight) return
    if (isMonday(now) || now >= until) await readNews(stage, people, now)
    // Checking every case anew is for the last night: it finds the same as all the nights before.
    await stage.nightly(now, now < until ? { without: ['performance.recompute'] } : {})
    say({ done: Math.min(of, Math.round((now.getTime() - from.getTime()) / DAY)), of, day: vnDay(now) })
  }
}
