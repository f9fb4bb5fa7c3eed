/** The door of clocks: deadlines and promises of things that live in rooms above. */

export { myDay } from './actions/day.ts'
export {
  cancelClocks,
  clocksOf,
  meetClock,
  type Nearest,
  nearestOf,
  pauseClocks,
  redateClocks,
  resumeClocks,
  type StartedClock,
  type Subject,
  startClock,
  startClocks,
} from './actions.ts'
export * from './events.ts'
export { type FoundPromise, promiseIn } from './rules/promise.ts'
