import type { Hint } from './viewer.ts'

/** At some hundred hints a second, the last ten seconds or more. */
const KEPT = 5_000

/**
 * The last hints of this process, for a browser whose line stands only now: what it asked a moment ago may have changed without a hint to it. Moments are ms
 * of this process's clock.
 */
export function openMissed(clock: () => number = Date.now) {
  let kept: { at: number; hint: Hint }[] = []
  let whole = clock()
  return {
    note(hints: readonly Hint[]) {
      const at = clock()
      for (const hint of hints) kept.push({ at, hint })
      if (kept.length < 2 * KEPT) return
      whole = (kept.at(-KEPT - 1)?.at ?? at) + 1
      kept = kept.slice(-KEPT)
    },
    /** Every hint from that moment on; undefined when some of them are not known here any more. */
    since: (at: number): Hint[] | undefined => (at < whole ? undefined : kept.filter((one) => one.at >= at).map(({ hint }) => hint)),
    /** Hints of other processes did not come in for a while. */
    forget() {
      kept = []
      whole = clock() + 1
    },
  }
}
