/** What may be asked of this room from outside. */
export * from './contract/ask.ts'
export * from './contract/shapes.ts'
export * from './contract/tell.ts'
