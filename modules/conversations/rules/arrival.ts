import type { Delivery } from '../events.ts'

type Told = {
  state: Delivery
  /** What the server answered, or what a report that came back says. */
  reply: string
  /** What reports said before: each names who did not get it. */
  known: string
}
type Whom = { to: readonly string[]; cc: readonly string[]; customers: readonly string[] }

/**
 * How far a mail got, in whose words, and whether it missed those it was meant for: the customer, wherever the mail names them, else whom it was addressed to.
 * A server may take a mail for some and refuse it for others in the same breath: for the refused it came back.
 */
export function arrival({ state, reply, known }: Told, whom: Whom): { delivery: Delivery; detail: string; missed: boolean } {
  if (state === 'sent') {
    const refused = refusedIn(reply)
    const missed = refused.length > 0 && isMissed(refused, whom)
    return { delivery: missed ? 'bounced' : state, detail: reply, missed }
  }
  if (state !== 'bounced') return { delivery: state, detail: reply, missed: false }
  const detail = known === '' || known.includes(reply) ? known || reply : `${known}; ${reply}`
  return { delivery: state, detail, missed: isMissed(returnedIn(detail), whom) }
}

/** Addresses a report names, each at the beginning of what it says of them. What a server says itself begins with a number and means all. */
const returnedIn = (detail: string) =>
  [...detail.matchAll(/(?:^|; )([^\s;@<>]+@[^\s;<>]+)(?=[ ;]|$)/g)].map(([, address]) => lower(address))

const refusedIn = (reply: string) =>
  (/; refused: (.+)$/.exec(reply)?.[1] ?? '')
    .split(/,\s*/)
    .map((one) => lower(one.trim()))
    .filter(Boolean)

function isMissed(failed: readonly string[], { to, cc, customers }: Whom): boolean {
  const everybody = [...to, ...cc].map(lower)
  // None of ours is named: it went on to other addresses behind them.
  if (!failed.some((one) => everybody.includes(one))) return true
  const known = new Set(customers.map(lower))
  const meant = everybody.filter((one) => known.has(one))
  return (meant.length > 0 ? meant : to.map(lower)).every((one) => failed.includes(one))
}

const lower = (address = '') => address.toLowerCase()
