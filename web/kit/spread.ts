/**
 * Where words at the ends of lines stand so that none covers another: each as near to its line as it can, `gap` px apart at least, in the order of
 * the lines, none below `bottom` or above `top` as long as there is room. Answers in the order given.
 */
export function spread(wanted: readonly number[], gap: number, { top, bottom }: { top: number; bottom: number }): number[] {
  const order = wanted.map((y, at) => ({ y, at })).toSorted((a, b) => a.y - b.y || a.at - b.at)
  const stacks: { first: number; many: number; sum: number }[] = []
  for (const { y } of order) {
    let stack = { first: y, many: 1, sum: y }
    for (let above = stacks.at(-1); above && stack.first < above.first + above.many * gap; above = stacks.at(-1)) {
      stacks.pop()
      stack = joined(above, stack, gap)
    }
    stacks.push(stack)
  }
  const placed = stacks.flatMap(({ first, many }) => Array.from({ length: many }, (_, at) => first + at * gap))
  return inside(placed, gap, { top, bottom }).reduce<number[]>((answer, y, at) => {
    answer[order[at]?.at ?? at] = y
    return answer
  }, [])
}

/** Two stacks as one, as near as can be to where all of it was wanted. `sum` is where each wanted the first of its stack, added up. */
function joined(above: { many: number; sum: number }, below: { many: number; sum: number }, gap: number) {
  const many = above.many + below.many
  const sum = above.sum + below.sum - below.many * above.many * gap
  return { first: sum / many, many, sum }
}

/** What stands too low moves up and pushes, then what stands too high moves down. */
function inside(placed: readonly number[], gap: number, { top, bottom }: { top: number; bottom: number }): number[] {
  const last = placed.length - 1
  const lowest = placed.map((y, at) => Math.min(y, bottom - (last - at) * gap))
  return lowest.map((y, at) => Math.max(y, top + at * gap))
}
