import { AT_ONCE, type CaseRow, rowOf, type Source, type Step, type Survey } from './rules/facts.ts'
import { hours, sourceOf, vn } from './samples.ts'

/** Numbers in [0, 1) that are the same on every run. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export type Cast = { people: readonly string[]; units: readonly string[]; types: readonly string[]; newId: () => string }
type Dice = ReturnType<typeof diceOf>

const HOUR = 3_600_000
const START = vn('01/07')
const CHANNELS = ['mail', 'form', ...AT_ONCE, 'zalo'] as const

function diceOf(random: () => number) {
  const whole = (below: number) => Math.floor(random() * below)
  return {
    whole,
    chance: (share: number) => random() < share,
    pick: <T>(from: readonly T[]): T => from[whole(from.length)] as T,
    /** Some time later: often on the full hour, so that period edges (17:00Z) are hit, otherwise anywhere. */
    later: (at: number, hours: number) =>
      random() < 0.5 ? Math.ceil((at + 1) / HOUR) * HOUR + whole(hours) * HOUR : at + 1 + whole(hours * HOUR),
  }
}

/** `count` cases of July to November 2026 with everything that can happen to one: reopening, merging, spam, waiting, hand-over, surveys. */
export function randomCases(count: number, seed: number, cast: Cast): CaseRow[] {
  const dice = diceOf(seeded(seed))
  return Array.from({ length: count }, () => rowOf(randomSource(dice, cast), hours))
}

function randomSource(dice: Dice, cast: Cast): Source {
  const caseId = cast.newId()
  const createdAt = START + (dice.chance(0.4) ? dice.whole(140) * 24 * HOUR : dice.whole(140 * 24 * HOUR))
  const answeredAt = dice.chance(0.9) ? (dice.chance(0.2) ? createdAt : dice.later(createdAt, 30)) : null
  const answers =
    answeredAt === null
      ? []
      : [answeredAt, ...Array.from({ length: dice.whole(3) }, () => dice.later(answeredAt, 60))].map((at) => ({
          at,
          byId: dice.pick([...cast.people, null]),
        }))
  const steps = randomSteps(dice, cast, createdAt)
  const due = dice.chance(0.8) ? dice.later(createdAt, 20) : null
  return sourceOf(caseId, createdAt, {
    channel: dice.pick(CHANNELS),
    typeCode: dice.pick(cast.types),
    unitId: dice.pick(cast.units),
    handlerId: dice.chance(0.8) ? dice.pick(cast.people) : null,
    fcrEligible: dice.chance(0.8),
    answeredInContact: dice.chance(0.5),
    firstResponseAt: answeredAt,
    firstResponseDueAt: due !== null && answeredAt !== null && dice.chance(0.3) ? answeredAt : due,
    resolutionDueAt: dice.chance(0.8) ? dice.later(createdAt, 200) : null,
    mergedIntoId: steps.at(-1)?.kind === 'merged' ? cast.newId() : null,
    isSpam: steps.at(-1)?.kind === 'spam',
    isTest: dice.chance(0.01),
    isInternal: dice.chance(0.02),
    isOutboundOnly: dice.chance(0.02),
    answers: answers.sort((a, b) => a.at - b.at),
    followUps: steps
      .filter(({ kind }) => kind === 'resolved' && dice.chance(0.2))
      .map(({ at }) => ({ at: dice.chance(0.1) ? at : dice.later(at, 400), onlyThanks: dice.chance(0.2) })),
    steps,
    surveys: randomSurveys(dice, cast, steps),
  })
}

/** A walk through what can happen next, from a weighted list for each state. */
const NEXT = {
  open: ['resolved', 'resolved', 'resolved', 'resolved', 'resolved', 'waits', 'held', 'raised', 'cancelled', 'spam', 'merged', 'end'],
  done: ['reopened', 'held', 'end', 'end', 'end', 'end'],
} as const

function randomSteps(dice: Dice, cast: Cast, createdAt: number): Step[] {
  const steps: Step[] = []
  let at = createdAt
  let isOpen = true
  for (let n = 0; n < 12; n++) {
    const kind = dice.pick(isOpen ? NEXT.open : NEXT.done)
    if (kind === 'end') break
    at = dice.chance(0.1) ? at : dice.later(at, 24 * 9)
    steps.push(randomStep(dice, cast, kind, at))
    if (kind === 'waits' && dice.chance(0.8)) {
      at = dice.later(at, 48)
      steps.push({ at, kind: 'goesOn' })
    }
    if (kind === 'spam' || kind === 'merged') {
      if (dice.chance(0.6)) return steps
      at = dice.later(at, 5)
      steps.push({ at, kind: kind === 'spam' ? 'notSpam' : 'unmerged' })
    } else if (kind === 'resolved' || kind === 'cancelled') isOpen = false
    else if (kind === 'reopened') isOpen = true
  }
  return steps
}

function randomStep(dice: Dice, cast: Cast, kind: Exclude<(typeof NEXT)['open' | 'done'][number], 'end'>, at: number): Step {
  if (kind === 'resolved')
    return { at, kind, byId: dice.pick([...cast.people, null]), unitId: dice.pick([...cast.units, null]), counts: dice.chance(0.9) }
  if (kind === 'reopened') return { at, kind, by: dice.pick(['customer', 'customer', 'person']) }
  if (kind === 'held') return { at, kind, personId: dice.pick([...cast.people, null]) }
  return { at, kind }
}

function randomSurveys(dice: Dice, cast: Cast, steps: readonly Step[]): Survey[] {
  const sent = steps.filter(({ kind }) => kind === 'resolved' && dice.chance(0.7))
  return sent.map(({ at }) => {
    const answeredAt = dice.chance(0.6) ? dice.later(at, 24 * 9) : null
    return {
      invitationId: cast.newId(),
      sentAt: at,
      delivered: answeredAt !== null || dice.chance(0.9),
      answeredAt,
      score: answeredAt === null ? null : 1 + dice.whole(5),
      byId: dice.pick([...cast.people, null]),
      unitId: dice.pick([...cast.units, null]),
    }
  })
}
