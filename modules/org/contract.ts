/** What may be asked of this room from outside. */
export * from './contract/access.ts'
export * from './contract/calendars.ts'
export * from './contract/chart.ts'
export * from './contract/company.ts'
export * from './contract/me.ts'
export * from './contract/people.ts'
export { Availability, Day, Grade, Hat, Language, Person, Theme } from './contract/shapes.ts'
