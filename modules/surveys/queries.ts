/** All SQL of this room. */
export * from './queries/answers.ts'
export * from './queries/invitations.ts'
