import type { Action, Category } from '../contract/shapes.ts'

/** handler: works on it, or may assign within the case's reach · lead: team_lead and above · house: by itself */
type Who = 'handler' | 'lead' | 'house'
type Guard = 'childrenDone' | 'within7Days' | 'within30Days' | 'noSubmission'

export type Transition = { from: readonly Category[]; to: Category; action: Action; who: readonly Who[]; guard?: Guard }

const open: readonly Category[] = ['new', 'active', 'waiting_customer', 'waiting_internal', 'waiting_third_party', 'waiting_approval']
const working = open.filter((category) => category !== 'new')
const all: readonly Who[] = ['handler', 'lead', 'house']

/** The state table of a case (processes.md §0.4 rule 1): what is not listed is refused. Rows are tried in order; the first that allows, allows. */
export const transitions: readonly Transition[] = [
  { from: ['new', ...working.filter((c) => c !== 'active')], to: 'active', action: 'start', who: all },
  { from: open.filter((c) => c !== 'waiting_customer'), to: 'waiting_customer', action: 'wait_customer', who: all },
  { from: open.filter((c) => c !== 'waiting_internal'), to: 'waiting_internal', action: 'wait_internal', who: all },
  { from: open.filter((c) => c !== 'waiting_third_party'), to: 'waiting_third_party', action: 'wait_third_party', who: all },
  { from: open.filter((c) => c !== 'waiting_approval'), to: 'waiting_approval', action: 'wait_approval', who: all },
  { from: open, to: 'resolved', action: 'resolve', who: all, guard: 'childrenDone' },
  { from: ['resolved', 'closed'], to: 'active', action: 'reopen', who: ['house'] },
  { from: ['resolved', 'closed'], to: 'active', action: 'reopen', who: ['handler'], guard: 'within7Days' },
  { from: ['resolved', 'closed'], to: 'active', action: 'reopen', who: ['lead'], guard: 'within30Days' },
  { from: ['cancelled'], to: 'active', action: 'reopen', who: ['lead', 'house'] },
  { from: ['resolved'], to: 'closed', action: 'close', who: ['lead', 'house'] },
  { from: open, to: 'cancelled', action: 'cancel', who: all },
]
