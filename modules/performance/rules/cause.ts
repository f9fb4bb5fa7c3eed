/** One group's share of a number: Σ numerators and Σ denominators now and before (for means: Σ values and n; for counts: the count over 1). */
export type Share = { key: string; numerator: number; denominator: number }

/**
 * How much each group moved the total, exactly: the contributions sum to the change. A group moves it by being better or
 * worse than the whole was before, in proportion to its weight: n₁/N₁·(r₁ − R₀) − n₀/N₀·(r₀ − R₀).
 * Undefined when either period has nothing to divide by.
 */
export function contributions(now: readonly Share[], before: readonly Share[]): Map<string, number> | undefined {
  const all = { now: totalOf(now), before: totalOf(before) }
  if (all.now.denominator === 0 || all.before.denominator === 0) return undefined
  const base = all.before.numerator / all.before.denominator
  const moved = new Map<string, number>()
  for (const { key, numerator, denominator } of now) moved.set(key, (numerator - denominator * base) / all.now.denominator)
  for (const { key, numerator, denominator } of before)
    moved.set(key, (moved.get(key) ?? 0) - (numerator - denominator * base) / all.before.denominator)
  return moved
}

/** The same for a count: a group moves it by its own difference. */
export function differences(now: readonly Share[], before: readonly Share[]): Map<string, number> {
  const moved = new Map(now.map(({ key, numerator }) => [key, numerator]))
  for (const { key, numerator } of before) moved.set(key, (moved.get(key) ?? 0) - numerator)
  return moved
}

export type Cause =
  | { kind: 'nothingBefore' }
  | { kind: 'unchanged' }
  /** No single group carries at least a quarter of the change. */
  | { kind: 'spread'; change: number }
  | { kind: 'one'; key: string; part: number; change: number; isOffset: boolean }

/** Who moved it most, in the direction it moved. `isOffset`: the others moved the other way, so this one alone is more than the whole change. */
export function causeOf(moved: ReadonlyMap<string, number> | undefined, least: number): Cause {
  if (!moved) return { kind: 'nothingBefore' }
  const change = [...moved.values()].reduce((sum, part) => sum + part, 0)
  if (Math.abs(change) < least) return { kind: 'unchanged' }
  const [key, part] = [...moved].sort(([, a], [, b]) => (b - a) * Math.sign(change))[0] ?? ['', 0]
  if (part / change < 0.25) return { kind: 'spread', change }
  return { kind: 'one', key, part, change, isOffset: Math.abs(part) > Math.abs(change) + least / 2 }
}

const totalOf = (shares: readonly Share[]) => ({
  numerator: shares.reduce((sum, { numerator }) => sum + numerator, 0),
  denominator: shares.reduce((sum, { denominator }) => sum + denominator, 0),
})
