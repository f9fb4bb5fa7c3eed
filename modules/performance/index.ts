/** The door of performance: how the department is doing, in numbers. */
export { catchUp } from './actions/facts.ts'
export * from './events.ts'
