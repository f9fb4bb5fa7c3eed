import type { Scope } from '#platform/context.ts'

/** Hats of people who work on cases, in the order of the org chart's columns; the rest of the agents after them. */
export const AGENT_HATS = [
  'account_manager',
  'loyalty_officer',
  'returns_officer',
  'issue_officer',
  'support_officer',
  'sales_care',
  'technician',
  'warehouse',
  'accountant',
  'marketing',
  'qa_officer',
  'trainer',
  'hr',
] as const
export const LEADING_HATS = ['team_lead', 'care_manager', 'sales_head', 'board'] as const
export const GUARDING_HATS = ['dpo', 'auditor', 'administrator'] as const
export const HATS = [...AGENT_HATS, ...LEADING_HATS, ...GUARDING_HATS] as const
export type Hat = (typeof HATS)[number]

/** Only an administrator gives, takes or touches the people who wear one of these. */
const GUARDED: readonly string[] = ['sales_head', 'board', ...GUARDING_HATS]

export const FUNCTIONS = ['account', 'loyalty', 'returns', 'issues', 'support', 'sales'] as const
export type CareFunction = (typeof FUNCTIONS)[number]

/** Which column of the org chart a hat stands in; hats that stand in none lead or serve the whole. */
const FUNCTION_OF: Partial<Record<string, CareFunction>> = {
  account_manager: 'account',
  loyalty_officer: 'loyalty',
  returns_officer: 'returns',
  technician: 'returns',
  warehouse: 'returns',
  issue_officer: 'issues',
  support_officer: 'support',
  sales_care: 'sales',
}
export const functionOf = (hat: string): CareFunction | undefined => FUNCTION_OF[hat]

export const TIERS = ['L1', 'L2', 'L3', 'L4'] as const
export type Tier = (typeof TIERS)[number]

/** At which tier of the ladder a hat stands (processes.md §0.2). Hats that stand at none serve the whole from beside it. */
const HATS_OF_TIER: Record<Tier, readonly Hat[]> = {
  L1: ['account_manager', 'loyalty_officer', 'returns_officer', 'issue_officer', 'support_officer', 'sales_care', 'technician'],
  L2: ['team_lead'],
  L3: ['care_manager', 'sales_head'],
  L4: ['board'],
}
const ON_LADDER: readonly string[] = Object.values(HATS_OF_TIER).flat()
export const hatsOfTier = (tier: Tier): readonly Hat[] => HATS_OF_TIER[tier]
export const hatsBeside: readonly Hat[] = HATS.filter((hat) => !ON_LADDER.includes(hat))

/** How far a permission reaches for hats that stand together; `undefined`: not allowed. Those that agree come as one, the most first. */
export function reachesOf<Given extends string>(hats: readonly Given[], byHat: Partial<Record<string, Scope>>) {
  const groups = new Map<Scope | undefined, Given[]>()
  for (const hat of hats) groups.set(byHat[hat], [...(groups.get(byHat[hat]) ?? []), hat])
  return [...groups].map(([scope, alike]) => ({ scope, hats: alike })).sort((a, b) => b.hats.length - a.hats.length)
}

/** What a key may: what it was made for, as far as its owner may. */
export function narrowed(grants: Record<string, Scope>, permissions: readonly string[]): Record<string, Scope> {
  return Object.fromEntries(Object.entries(grants).filter(([permission]) => permissions.includes(permission)))
}

/** May somebody with these hats change a person whose hats are or become `touched`? */
export function mayTouch(mine: readonly string[], touched: readonly string[]): boolean {
  return mine.includes('administrator') || !touched.some((hat) => GUARDED.includes(hat))
}

/** A house of one: the only colleague wears every hat and works on everything. */
export const everyHat = (): { hat: Hat; share: number; main: boolean }[] =>
  HATS.map((hat) => ({ hat, share: hat === 'support_officer' ? 100 : 0, main: hat === 'support_officer' }))
