import type { RuleCondition } from '../contract/settings.ts'
import type { WhyCode } from '../text/why.ts'

/** What the conditions of a rule are held against. */
export type Asked = {
  channel: string
  /** Code of the case type; null: not classified yet. */
  type: string | null
  severity: number
  tier: string | null
  segment: string | null
  /** In working time of the case's calendar. */
  open: boolean
  /** Subject and first words, as written. */
  text: string
}

export type Rule = {
  name: string
  condition: RuleCondition
  toCustomerOwner: boolean
  personId: string | null
  skill: string | null
  how: 'least_load' | 'round_robin' | 'pool'
}

/** Somebody a case may go to; `named` ones may stand here although they are outside the rule's unit. */
export type Candidate = {
  id: string
  name: string
  /** Inside the unit, hat and skill the rule asks for. */
  fits: boolean
  accepting: boolean
  load: number
  cap: number
  /** In ms. */
  lastAssignedAt: number | null
}

export type Choice = { personId: string | null; code: WhyCode; facts: Record<string, string | number> }

/** The first rule whose every stated condition holds. */
export function ruleFor<One extends Pick<Rule, 'condition'>>(rules: readonly One[], asked: Asked): One | undefined {
  const said = ` ${fold(asked.text)} `
  const among = <Item>(stated: readonly Item[], is: Item | null) => stated.length === 0 || (is !== null && stated.includes(is))
  return rules.find(
    ({ condition }) =>
      among<string>(condition.channels, asked.channel) &&
      among(condition.types, asked.type) &&
      among(condition.severities, asked.severity) &&
      among(condition.tiers, asked.tier) &&
      among(condition.segments, asked.segment) &&
      (condition.hours === 'any' || (condition.hours === 'open') === asked.open) &&
      (condition.words.length === 0 || condition.words.some((words) => said.includes(` ${fold(words)} `))),
  )
}

const fold = (given: string) =>
  given
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/**
 * Who gets the case: the customer's own account manager or the person the rule names, as long as they take cases and are under their cap; else among
 * those who fit, by load or by turn; else nobody, with the reason. Without a rule: the least busy.
 */
export function chooseAssignee(
  rule: Rule | undefined,
  candidates: readonly Candidate[],
  names: { unit: string; customerOwnerId: string | null; skill: string | null },
): Choice {
  const free = candidates.filter(({ accepting, load, cap }) => accepting && load < cap)
  const owner = rule?.toCustomerOwner ? free.find(({ id }) => id === names.customerOwnerId) : undefined
  if (owner) return { personId: owner.id, code: 'customerOwner', facts: { name: owner.name } }
  const named = rule?.personId ? free.find(({ id }) => id === rule.personId) : undefined
  if (named) return { personId: named.id, code: 'namedPerson', facts: { name: named.name, rule: rule?.name ?? '' } }
  const { unit, skill } = names
  if (rule?.how === 'pool') return { personId: null, code: 'pool', facts: { unit } }
  const fitting = free.filter(({ fits }) => fits)
  const [first] = rule?.how === 'round_robin' ? fitting.toSorted(byTurn) : fitting.toSorted(byLoad)
  if (!first) {
    const full = candidates.some(({ fits, accepting }) => fits && accepting)
    return { personId: null, code: full ? 'everybodyFull' : 'nobodyAccepting', facts: { unit } }
  }
  if (rule?.how === 'round_robin') return { personId: first.id, code: 'roundRobin', facts: { unit } }
  const { load, cap } = first
  return {
    personId: first.id,
    code: skill ? 'leastLoadSkill' : 'leastLoad',
    facts: skill ? { skill, load, cap } : { unit, load, cap },
  }
}

const waited = ({ lastAssignedAt }: Candidate) => lastAssignedAt ?? 0
const byTurn = (a: Candidate, b: Candidate) => waited(a) - waited(b) || a.id.localeCompare(b.id)
/** The emptiest desk first; of equal ones whoever has waited longest. */
const byLoad = (a: Candidate, b: Candidate) => a.load - b.load || byTurn(a, b)
