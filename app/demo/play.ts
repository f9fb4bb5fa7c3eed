import { addWorkingMinutes, nextOpening, type WorkingCalendar } from '#org'
import type { Customer } from './cast.ts'
import type { Topic } from './data.ts'
import type { Dice } from './dice.ts'
import type { Postbox } from './post.ts'
import type { Stage } from './stage.ts'

export type Channel = 'mail' | 'form' | 'phone' | 'counter' | 'letter' | 'zalo' | 'facebook' | 'other'
export type Came = { caseId: string; conversationId: string; isNew: boolean }
/** A matter as its story is laid out, before it begins. */
export type Plot = { number: string; customer: Customer; topic: Topic; channel: Channel; at: Date; dice: Dice; isAgain?: boolean }
/** A matter that has become a case. */
export type Matter = Plot & Came & { self: string; product: string; order: string; subject: string; late: boolean; reopened: boolean }

/** Tells when it goes on; between two times it does one thing. */
export type Story = AsyncGenerator<Date, void, void>

/** Everything a story needs. */
export type Play = {
  stage: Stage
  post: Postbox
  dice: Dice
  calendar: WorkingCalendar
  /** Staff by their code. */
  people: ReadonlyMap<string, string>
  named: ReadonlyMap<string, Customer>
  /** Where mail comes in. */
  smtpPort: number
  /** The clock of the house, for what asks it. */
  setClock: (now: Date) => void
  /** Another story begins. */
  begin: (at: Date, story: Story) => void
  /** A matter of its own begins. */
  again: (plot: Plot) => void
}

/** After so many minutes of working time; work that comes at night waits for the morning. */
export const worked = ({ calendar }: Pick<Play, 'calendar'>, from: Date, minutes: number) =>
  addWorkingMinutes(calendar, nextOpening(calendar, from), minutes)

type Turn = { at: Date; story: Story }
const AT_ONCE = 8

/** All stories along one line of time, several at once between two breaks, each in its own order. */
export class Theatre {
  readonly #turns: Turn[] = []

  begin(at: Date, story: Story): void {
    this.#turns.push({ at, story })
  }

  /** Lets time pass until the last of `breaks`, and calls `then` at each. */
  async play(breaks: Iterable<Date>, then: (now: Date) => Promise<void>): Promise<void> {
    for (const end of breaks) {
      await this.#until(end.getTime())
      await then(end)
    }
  }

  async #until(end: number): Promise<void> {
    for (;;) {
      const due = this.#takeDue(end)
      if (due.length === 0) return
      const waiting = due.sort((one, other) => one.at.getTime() - other.at.getTime())
      await Promise.all(Array.from({ length: AT_ONCE }, () => this.#work(waiting, end)))
    }
  }

  #takeDue(end: number): Turn[] {
    const due = this.#turns.filter(({ at }) => at.getTime() < end)
    if (due.length > 0) this.#turns.splice(0, this.#turns.length, ...this.#turns.filter(({ at }) => at.getTime() >= end))
    return due
  }

  async #work(waiting: Turn[], end: number): Promise<void> {
    for (let turn = waiting.shift(); turn; turn = waiting.shift()) {
      const { story } = turn
      let step = await story.next()
      while (!step.done && step.value.getTime() < end) step = await story.next()
      if (!step.done) this.#turns.push({ at: step.value, story })
    }
  }
}
