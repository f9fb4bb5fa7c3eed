/** A cap: at most `most` automatic mails within `minutes`. */
type Cap = { minutes: number; most: number }

/** reliability.md rule 7. To one person about one matter. */
export const MATTER_CAPS: readonly Cap[] = [
  { minutes: 10, most: 10 },
  { minutes: 30, most: 15 },
  { minutes: 60, most: 25 },
  { minutes: 180, most: 50 },
  { minutes: 600, most: 100 },
]
/** To one person about anything. */
export const PERSON_CAPS: readonly Cap[] = [
  { minutes: 10, most: 30 },
  { minutes: 30, most: 60 },
  { minutes: 60, most: 120 },
  { minutes: 180, most: 240 },
  { minutes: 600, most: 360 },
]
/** Of acknowledgements to one address that has proven nothing, in ten hours: enough for a person, useless for a bomb. */
export const UNPROVEN_CAP: Cap = { minutes: 600, most: 3 }
/** Of first answers that one network may cause to addresses which have proven nothing. */
export const NETWORK_CAP: Cap = { minutes: 60, most: 20 }
export const LONGEST_WINDOW_MINUTES = 600

/** May one more automatic mail go out at `now`, given when the earlier ones went? */
export function mayAnswer(sentAt: readonly Date[], caps: readonly Cap[], now: Date): boolean {
  return caps.every(({ minutes, most }) => {
    const since = now.getTime() - minutes * 60_000
    return sentAt.filter((at) => at.getTime() > since).length < most
  })
}
