import { readFileSync } from 'node:fs'

export { post } from '../tests/hard/load.ts'
export { openWorld, settled, type World } from '../tests/hard/world.ts'

/** Seconds of processor a process (with all its threads, and those it started that have ended) has used. */
export function processorOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return [11, 12, 13, 14].reduce((sum, place) => sum + Number(fields[place] ?? 0), 0) / 100
}

/** Of several, such as the processes of a database; one that has ended meanwhile counts nothing. */
export function processorOfAll(pids: readonly number[]): number {
  let sum = 0
  for (const pid of pids) {
    try {
      sum += processorOf(pid)
    } catch {
      // ended between being listed and being looked at
    }
  }
  return sum
}
