/** The two languages of the house. Vietnamese is written first, English second. */
export type Language = 'vi' | 'en'
type Phrase = string | ((...given: never[]) => string)
type SameShape<Vi> = { [Key in keyof Vi]: Vi[Key] extends string ? string : Vi[Key] }
type Given<P> = P extends (...given: infer Args) => string ? Args : []

/**
 * A room's words. A phrase missing in one language does not compile.
 * A phrase may be a function of facts: `takenBy: (name: string) => \`${name} đã nhận phiếu này.\``.
 */
export function phrases<const Vi extends Record<string, Phrase>>(room: string, vi: Vi, en: SameShape<Vi>) {
  return {
    vi: vi as SameShape<Vi>,
    en,
    /** `throw text.refusal(409, 'takenBy', name)`: a refusal is a phrase with a status; its code is `room.key`. */
    refusal: <Key extends keyof Vi & string>(status: number, key: Key, ...given: Given<Vi[Key]>) =>
      new Refusal(status, `${room}.${key}`, { vi: say(vi[key], given), en: say((en as Vi)[key], given) }),
  }
}

function say(phrase: Phrase | undefined, given: unknown[]): string {
  if (typeof phrase === 'function') return (phrase as (...args: unknown[]) => string)(...given)
  return phrase ?? ''
}

/** The rules of the house said no. Expected, explained to the person, never paged as a crash. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly words: Record<Language, string>
  /** Seconds after which asking again makes sense; sent as `Retry-After`. */
  retryAfter?: number
  /** Facts for the screen beside the words, such as who was first. */
  facts?: Record<string, unknown>

  constructor(status: number, code: string, words: Record<Language, string>) {
    super(words.en)
    this.status = status
    this.code = code
    this.words = words
  }
}
