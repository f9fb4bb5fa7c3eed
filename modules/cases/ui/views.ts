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

const IGNORED = ['sort', 'q']

/** Which of them the address shows; undefined when it says more than any of them. */
export function viewOf(search: Record<string, string | undefined>): ViewEntry | undefined {
  const said = Object.entries(search).filter(([name, value]) => value && !IGNORED.includes(name))
  const fits = ({ search: wanted }: ViewEntry) =>
    said.length === Object.keys(wanted).length && said.every(([name, value]) => wanted[name] === value)
  return [...TABS, ...OTHERS].find(fits)
}

/** Does the address ask for just what this query string says, in whatever order? */
export function isShown(query: string, search: Record<string, string | undefined>): boolean {
  const wanted = [...new URLSearchParams(query)]
  const said = Object.entries(search).filter(([, value]) => value)
  return said.length === wanted.length && wanted.every(([name, value]) => search[name] === value)
}

/** 999+ where there are more than are counted. */
export const countSays = (counts: Counts | undefined, of: CountOf | undefined): number | undefined => (of ? counts?.[of].count : undefined)
