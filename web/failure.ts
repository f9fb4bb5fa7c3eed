/** What is wrong with one field of an input: `path` as in the contract (`['identities', 0, 'value']`). */
export type Issue = { path: (string | number)[]; message: string }

/** The server's answer when it says no: words already in the person's language, a stable code, and sometimes facts. */
export class Failure extends Error {
  override name = 'Failure'
  readonly status: number
  readonly code: string
  readonly issues: Issue[]
  readonly facts: Record<string, unknown>
  /** Seconds after which asking again makes sense. */
  readonly retryAfter: number | undefined

  constructor(
    status: number,
    answer: Partial<{ code: string; message: string; issues: Issue[]; facts: Record<string, unknown> }>,
    retryAfter?: number,
  ) {
    super(answer.message ?? '')
    this.status = status
    this.code = answer.code ?? `http.${status}`
    this.issues = answer.issues ?? []
    this.facts = answer.facts ?? {}
    this.retryAfter = retryAfter
  }
}

/** What Chromium, Firefox and Safari say when a request or a part of the application does not come. */
const LOST = /failed to fetch|networkerror|load failed|network connection|dynamically imported module|importing a module/i

/** The request never came back: no network, or the server is away. `fetch` says so with a TypeError; other TypeErrors are mistakes of ours. */
export const isNetwork = (error: unknown): boolean => error instanceof TypeError && LOST.test(error.message)
