import { setting } from '#platform/settings.ts'
import { Targets } from './contract.ts'

/** What holds until somebody sets targets: kpi.md §10. Resolution has a target per severity, which clocks own; backlog depends on the company's size. */
export const targets = setting('performance.targets', Targets, {
  csat: 0.85,
  fcr: 0.7,
  resolved: 0.9,
  backlog: null,
  resolution_time: null,
  first_response: 4 * 3600,
  first_response_on_time: null,
  repeat_contact: 0.15,
  reopen: 0.05,
  survey_response: null,
  windowDays: 7,
})
