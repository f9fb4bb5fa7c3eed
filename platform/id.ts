import { randomUUIDv7 } from 'node:crypto'

/** A uuid v7: unique, and ordered by the time it was made. */
export const newId = (): string => randomUUIDv7()
