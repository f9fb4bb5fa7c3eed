import type { Party } from '../contract.ts'

const MAIL = /^[^\s<>@,;"]+@[^\s<>@,;"]+\.[^\s<>@,;".]{2,}$/

/** `Ngọc <ngoc@example.vn>` or a bare address; null when it is neither. */
export function readParty(said: string): Party | null {
  const [, name = '', within] = said.trim().match(/^(.*?)\s*<([^<>]+)>$/) ?? []
  const address = (within ?? said).trim().toLowerCase()
  return MAIL.test(address) ? { name: name.replace(/^"|"$/g, '').trim(), address } : null
}

export const showParty = ({ name, address }: Party): string => (name && name !== address ? `${name} <${address}>` : address)

/** The short form of a line of recipients: names where they are known. */
export const shortParties = (parties: readonly Party[]): string => parties.map(({ name, address }) => name || address).join(', ')
