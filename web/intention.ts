import { Failure } from './failure.ts'

const open = new Map<string, { key: string; under?: Promise<unknown> }>()

/**
 * Does one thing a person meant, once. The same words asked again while the first answer is unknown (a double click,
 * a network that died after the server had done it) travel under the same Idempotency-Key; a second click during the
 * flight waits for the first. After an answer, the same words are a new intention.
 */
export function intention(words: string, act: (key: string) => Promise<unknown>): Promise<unknown> {
  const meant = open.get(words) ?? { key: newKey() }
  open.set(words, meant)
  if (meant.under) return meant.under
  meant.under = act(meant.key)
    .then((answer) => {
      open.delete(words)
      return answer
    })
    .catch((error: unknown) => {
      meant.under = undefined
      if (isFinal(error)) open.delete(words)
      throw error
    })
  return meant.under
}

/** Keys of intentions whose end is unknown, so that they survive a reload together with the queue of unsent changes. */
export const openIntentions = (): Record<string, string> => Object.fromEntries([...open].map(([words, { key }]) => [words, key]))

export function rememberIntentions(keys: Record<string, string>) {
  for (const [words, key] of Object.entries(keys)) if (!open.has(words)) open.set(words, { key })
}

const isFinal = (error: unknown) =>
  error instanceof Failure && error.status < 500 && error.status !== 429 && !(error.status === 409 && error.retryAfter)

/** `crypto.randomUUID` exists only on https and localhost; offices run this on http inside their walls too. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
