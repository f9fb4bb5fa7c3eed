/** Chance that falls the same way at every play: mulberry32 (Tommy Ettinger, public domain). */
export type Dice = {
  /** 0 ≤ x < 1. */
  roll(): number
  chance(of: number): boolean
  between(least: number, most: number): number
  whole(least: number, most: number): number
  pick<One>(from: readonly One[]): One
  weighted<One extends { weight: number }>(from: readonly One[]): One
  /** Mostly near `middle`, sometimes much more: a log-normal with this median. */
  longTail(middle: number, spread?: number): number
  /** Dice of its own, whose falls do not depend on who else rolls meanwhile. */
  fork(): Dice
}

export function openDice(seed: number): Dice {
  let state = seed >>> 0
  const roll = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (least: number, most: number) => least + roll() * (most - least)
  const pick = <One>(from: readonly One[]): One => {
    const one = from[Math.floor(roll() * from.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  return {
    roll,
    between,
    pick,
    chance: (of) => roll() < of,
    whole: (least, most) => Math.floor(between(least, most + 1)),
    weighted(from) {
      let left = roll() * from.reduce((sum, { weight }) => sum + weight, 0)
      for (const one of from) {
        left -= one.weight
        if (left <= 0) return one
      }
      return pick(from)
    },
    longTail(middle, spread = 0.8) {
      const normal = Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())
      return middle * Math.exp(normal * spread)
    },
    fork: () => openDice(Math.floor(roll() * 4294967296)),
  }
}
