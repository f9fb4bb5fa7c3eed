/** Fields that an empty one takes over from the other customer when two are merged. Birthday fields go together. */
const TAKEN = [
  'honorific',
  'selfWord',
  'companyId',
  'contactName',
  'taxCode',
  'ownerId',
  'unitId',
  'foundedOn',
  'legacyAddress',
  'memory',
] as const
const BIRTHDAY = ['birthDate', 'birthLunar', 'birthLunarDay', 'birthLunarMonth'] as const
const ADDRESS = ['addressLine', 'wardCode', 'provinceCode'] as const

type Fields = Record<(typeof TAKEN)[number] | (typeof BIRTHDAY)[number] | (typeof ADDRESS)[number], unknown> & {
  vulnerable: string[]
  noAdvertising: boolean
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || value === false

/** What the surviving customer takes over. A refusal of advertising and a protected group are never lost. */
export function takenOver(from: Fields, into: Fields): Record<string, unknown> {
  const single = TAKEN.filter((field) => isEmpty(into[field]) && !isEmpty(from[field]))
  const groups = [BIRTHDAY, ADDRESS].filter(
    (group) => group.every((field) => isEmpty(into[field])) && group.some((field) => !isEmpty(from[field])),
  )
  const taken: Record<string, unknown> = Object.fromEntries([...single, ...groups.flat()].map((field) => [field, from[field]]))
  const groupsOfBoth = [...new Set([...into.vulnerable, ...from.vulnerable])]
  if (groupsOfBoth.length > into.vulnerable.length) taken.vulnerable = groupsOfBoth
  if (from.noAdvertising && !into.noAdvertising) taken.noAdvertising = true
  return taken
}
