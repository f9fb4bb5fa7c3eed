/**
 * The house, ground floor first. A room looks down; never sideways, never up.
 * Checked by tests/architecture.test.ts for imports, SQL and foreign keys alike.
 */
export const floors: readonly (readonly string[])[] = [
  ['org'],
  ['notifications', 'customers', 'knowledge'],
  ['clocks', 'channels'],
  ['conversations'],
  ['cases'],
  ['surveys'],
  ['performance'],
]
