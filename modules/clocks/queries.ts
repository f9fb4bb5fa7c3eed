/** All SQL of this room. */
export * from './queries/clocks.ts'
export * from './queries/day.ts'
export * from './queries/policies.ts'
export * from './queries/write.ts'
