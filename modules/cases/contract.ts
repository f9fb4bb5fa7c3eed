/**
 * What may be asked of cases from outside.
 * Beside these, two ways in do not speak JSON: GET /api/v1/cases/export?<QueueFilter> (xlsx, permission cases.export, at most 10,000 rows)
 * and the customers' pages in portal.ts.
 */
export * from './contract/commands.ts'
export * from './contract/page.ts'
export * from './contract/queue.ts'
export * from './contract/settings.ts'
export * from './contract/shapes.ts'
