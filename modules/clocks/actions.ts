/** What people and upper rooms do here. */
export * from './actions/calendars.ts'
export * from './actions/change.ts'
export * from './actions/day.ts'
export * from './actions/ladder.ts'
export * from './actions/policies.ts'
export * from './actions/show.ts'
export * from './actions/start.ts'
export type { Nearest } from './rules/nearest.ts'
