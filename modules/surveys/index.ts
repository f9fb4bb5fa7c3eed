/** The door of surveys: what customers say afterwards. */
export { answerSurvey } from './actions/answer.ts'
export * from './events.ts'
