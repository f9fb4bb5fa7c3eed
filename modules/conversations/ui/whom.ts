import type { Conversation, Party } from '../contract.ts'

type Whom = { to: Party[]; cc: Party[] }
type Offered = Pick<Conversation, 'to' | 'cc' | 'allTo' | 'allCc'>

const addresses = (parties: readonly Party[]) => parties.map(({ address }) => address).join()
const isSame = (one: Whom, other: Whom) => addresses(one.to) === addresses(other.to) && addresses(one.cc) === addresses(other.cc)

/** Whom a reply goes to as its draft stands, and what else one press may choose: everybody, or whoever wrote last alone. */
export function whomOf({ to, cc, allTo, allCc }: Offered, draft: Whom) {
  const isOwn = draft.to.length + draft.cc.length > 0
  const shown = isOwn ? { to: draft.to, cc: draft.cc } : { to, cc }
  const [alone, all, none] = [
    { to, cc: [] },
    { to: allTo, cc: allCc },
    { to: [], cc: [] },
  ]
  const isByHand = isOwn && !isSame(shown, alone) && !isSame(shown, { to, cc })
  return {
    ...{ isOwn, shown },
    all: !isByHand && allTo.length + allCc.length > shown.to.length + shown.cc.length ? all : null,
    // Nothing chosen goes to the same, unless the customer is copied in by itself.
    alone: isSame(shown, alone) ? null : cc.length > 0 ? alone : none,
  }
}

/** Is it the customer, and nobody else, that these words are said to? */
export const isToCustomer = ({ to, customers }: Pick<Conversation, 'to' | 'customers'>, draft: Pick<Whom, 'to'>): boolean => {
  const said = draft.to.length > 0 ? draft.to : to
  return said.every(({ address }) => customers.some((one) => one.address === address))
}
