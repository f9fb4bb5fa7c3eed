/** The door of clocks: deadlines and promises of things that live in rooms above. */

export { redateStale } from './actions/calendars.ts'
export { cancelClocks, meetClock, pauseClocks, redateClocks, resumeClocks, reviveClocks } from './actions/change.ts'
export { myDay } from './actions/day.ts'
export { climbLadder } from './actions/ladder.ts'
export { clocksOf, nearestOf } from './actions/show.ts'
export { type StartedClock, type Subject, type SubjectFacts, startClock, startClocks, startFirstClocks } from './actions/start.ts'
export { workingHoursOf } from './actions/targets.ts'
export * from './events.ts'
export type { Nearest } from './rules/nearest.ts'
export { type FoundPromise, promiseIn } from './rules/promise.ts'
