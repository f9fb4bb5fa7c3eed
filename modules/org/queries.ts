/** All SQL of this room. */
export * from './queries/access.ts'
export * from './queries/availability.ts'
export * from './queries/calendars.ts'
export * from './queries/company.ts'
export * from './queries/identity.ts'
export * from './queries/me.ts'
export * from './queries/people.ts'
export * from './queries/units.ts'
