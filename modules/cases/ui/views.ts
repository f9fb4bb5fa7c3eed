import type { z } from 'zod'
import type { countQueue } from '../contract.ts'
import type { words } from './words.ts'

type Counts = z.output<typeof countQueue.reply>
type CountOf = keyof Counts

/** A queue one may look at: what the address says for it. */
export type ViewEntry = { id: string; label: keyof typeof words.vi & string; search: Record<string, string>; count?: CountOf }

export const TABS: ViewEntry[] = [
  { id: 'mine', label: 'mine', search: {}, count: 'mine' },
  { id: 'team', label: 'team', search: { view: 'team' }, count: 'team' },
  { id: 'unassigned', label: 'unassigned', search: { view: 'unassigned' }, count: 'unassigned' },
]

export const OTHERS: ViewEntry[] = [
  { id: 'overdue', label: 'mineOverdue', search: { due: 'overdue' }, count: 'mineOverdue' },
  { id: 'unread', label: 'mineUnread', search: { unread: '1' }, count: 'mineUnread' },
  { id: 'snoozed', label: 'mineSnoozed', search: { state: 'snoozed' }, count: 'mineSnoozed' },
  { id: 'waiting', label: 'mineWaiting', search: { state: 'waiting' }, count: 'mineWaiting' },
  { id: 'done', label: 'mineDone', search: { state: 'done' } },
  { id: 'following', label: 'following', search: { view: 'following' }, count: 'following' },
  { id: 'all', label: 'all', search: { view: 'all' }, count: 'all' },
  { id: 'closed', label: 'closed', search: { view: 'all', state: 'closed' } },
  { id: 'spam', label: 'spam', search: { view: 'all', state: 'spam' } },
]

/** Which of them the address shows, or began from: the one that says most of what it says. What it says besides stands in the filter sentence. */
export function viewOf(search: Record<string, string | undefined>): ViewEntry | undefined {
  const fits = [...TABS, ...OTHERS].filter((entry) => isWithin(entry, search))
  return fits.toSorted((one, other) => sizeOf(other) - sizeOf(one))[0]
}

/** A view of its own (`view`) is not a condition of another one. */
const isWithin = ({ search: wanted }: ViewEntry, search: Record<string, string | undefined>) =>
  (wanted.view ?? 'mine') === (search.view || 'mine') && Object.entries(wanted).every(([name, value]) => search[name] === value)

const sizeOf = ({ search }: ViewEntry) => Object.keys(search).length

/** Does the address ask for just what this query string says, in whatever order? */
export function isShown(query: string, search: Record<string, string | undefined>): boolean {
  const wanted = [...new URLSearchParams(query)]
  const said = Object.entries(search).filter(([, value]) => value)
  return said.length === wanted.length && wanted.every(([name, value]) => search[name] === value)
}

/** 999+ where there are more than are counted. */
export const countSays = (counts: Counts | undefined, of: CountOf | undefined): number | undefined => (of ? counts?.[of].count : undefined)
