import { setting } from '#platform/settings.ts'
import { CasePolicy } from './contract/settings.ts'

/** Reopening, closing, and what resolving asks for. */
export const casePolicy = setting('cases.policy', CasePolicy, {
  reopenDays: 7,
  closeDays: 7,
  causeNeeded: false,
  resolutionNeeded: false,
  replyWaits: false,
})
