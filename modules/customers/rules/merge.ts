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

type Preferring = { noCalls?: boolean }
type Fields = Record<(typeof TAKEN)[number] | (typeof BIRTHDAY)[number] | (typeof ADDRESS)[number], unknown> & {
  code: string
  memory: string
  preferences: unknown
  vulnerable: string[]
  noAdvertising: boolean
}

/** As much as the contract lets be written. */
const MEMORY = 4000

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || value === false

/** What the surviving customer takes over. What was noted about either, a refusal of calls or advertising and a protected group are never lost. */
export function takenOver(from: Fields, into: Fields): Record<string, unknown> {
  const single = TAKEN.filter((field) => isEmpty(into[field]) && !isEmpty(from[field]))
  const groups = [BIRTHDAY, ADDRESS].filter(
    (group) => group.every((field) => isEmpty(into[field])) && group.some((field) => !isEmpty(from[field])),
  )
  const taken: Record<string, unknown> = Object.fromEntries([...single, ...groups.flat()].map((field) => [field, from[field]]))
  const groupsOfBoth = [...new Set([...into.vulnerable, ...from.vulnerable])]
  if (groupsOfBoth.length > into.vulnerable.length) taken.vulnerable = groupsOfBoth
  if (from.noAdvertising && !into.noAdvertising) taken.noAdvertising = true
  if (from.memory && into.memory && !into.memory.includes(from.memory))
    taken.memory = `${into.memory}\n\n${from.code}: ${from.memory}`.slice(0, MEMORY)
  const preferred = preferring(from.preferences, into.preferences)
  if (preferred) taken.preferences = preferred
  return taken
}

/** The other's wishes when there are none here; a refusal of calls in any case. */
function preferring(from: unknown, into: unknown): Preferring | undefined {
  const theirs: Preferring = Object(from)
  const own: Preferring = Object(into)
  if (Object.keys(own).length === 0) return Object.keys(theirs).length > 0 ? theirs : undefined
  return theirs.noCalls && !own.noCalls ? { ...own, noCalls: true } : undefined
}
