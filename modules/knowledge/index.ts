/** The door of knowledge: saved replies. */
export { addSavedReply, repliesFor } from './actions.ts'
export * from './events.ts'
export { type FillFacts, fillReply, VARIABLES } from './rules.ts'
export { seeds } from './seeds.ts'
