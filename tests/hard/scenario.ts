/** What a scenario is: a program of its own that ends with 0 (it holds), 1 (it does not) or 77 (it cannot be tried here). */
export const SKIPPED = 77

const enders: (() => unknown)[] = []
const witnesses: (() => string)[] = []
let ending: Promise<void> | undefined

/** HARD_SCALE=0.1 tries a tenth of every count: a look while working, no acceptance. */
export const scale = Math.min(1, Math.max(0.001, Number(process.env.HARD_SCALE ?? 1) || 1))

/** So many, or the part of it that HARD_SCALE asks for. */
export const many = (full: number, least = 2) => Math.max(Math.min(full, least), Math.round(full * scale))

export const rest = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
export const say = (words: string) => console.info(`  ${new Date().toISOString().slice(11, 19)} ${words}`)

/** Whatever a scenario starts, it ends: last begun, first ended, however it comes out. */
export function atEnd(end: () => unknown) {
  enders.unshift(end)
}

/** Asked for what it knows when the scenario fails. */
export function witness(tells: () => string) {
  witnesses.push(tells)
}

/** This cannot be tried on this machine, and why. */
export class CannotTry extends Error {
  override name = 'CannotTry'
}

/** Throws with words when something that must hold does not. */
export function must(holds: unknown, words: string): asserts holds {
  if (!holds) throw new Error(words)
}

/** Looks until something is there; fails with `words` after `ms`. */
export async function until<Found>(
  look: () => Promise<Found | false | null | undefined> | Found | false | null | undefined,
  words: string,
  ms = 30_000,
): Promise<Found> {
  for (const end = performance.now() + ms; ; await rest(100)) {
    const found = await look()
    if (found) return found
    if (performance.now() > end) throw new Error(`not within ${ms / 1000} s: ${words}`)
  }
}

/** Runs one scenario in this process. */
export async function scenario(title: string, run: () => Promise<void>) {
  console.info(title)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void cleanUp().then(() => process.exit(1)))
  const code = await run().then(
    () => 0,
    (error) => {
      if (!(error instanceof CannotTry)) console.error(error, ...witnesses.map((tells) => tells()))
      else console.info(`skipped: ${error.message}`)
      return error instanceof CannotTry ? SKIPPED : 1
    },
  )
  await cleanUp()
  process.exit(code)
}

function cleanUp(): Promise<void> {
  ending ??= (async () => {
    for (const end of enders) await Promise.resolve(end()).catch((error) => console.error(error))
  })()
  return ending
}
