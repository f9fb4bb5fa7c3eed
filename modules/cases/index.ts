/** The door of cases: the matter, who works on it, where it stands. */
export { type CaseFacts, caseOfConversation, findCase, findCases } from './actions/find.ts'
export { furnishCases } from './actions/furnish.ts'
export { openCase, openFollowUp } from './actions/open.ts'
export { resolveCase } from './actions/status.ts'
export { addTrackingMessage, caseOfTracking, requestTrackingLink } from './actions/tracking.ts'
export * from './events.ts'
export { addTrackedCard, type TrackedFacts } from './portal/besideTracked.ts'
