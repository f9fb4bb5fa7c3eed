import { queries } from '#web/queries.ts'

/** Asks again what a message changes: the conversations, and the matters of higher rooms that show them. */
export const refresh = () =>
  queries.invalidateQueries({ predicate: ({ queryKey: [room] }) => room === 'conversations' || room === 'cases' })
