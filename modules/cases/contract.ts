/**
 * What may be asked of cases from outside.
 * Beside these, two ways in do not speak JSON: POST /api/v1/cases/export with a QueueFilter (xlsx, permission cases.export, at most 10,000 rows; kept as an event)
 * and the customers' pages in portal/.
 */
export * from './contract/commands.ts'
export * from './contract/filters.ts'
export * from './contract/page.ts'
export * from './contract/queue.ts'
export * from './contract/settings.ts'
export * from './contract/shapes.ts'
