import type { Permissions } from '#platform/room.ts'

/** Who answers customers: what is theirs, and what waits or is handled in their team. */
const agents = {
  support_officer: 'team',
  issue_officer: 'team',
  returns_officer: 'team',
  account_manager: 'team',
  loyalty_officer: 'team',
  sales_care: 'team',
  technician: 'own',
} as const
const leads = { team_lead: 'unit', care_manager: 'all', sales_head: 'all', board: 'all' } as const
/** Whom a case may be given to by rule. */
export const answeringHats: readonly string[] = Object.keys(agents)
/** Beside the department: whom a matter was brought to sees that one. */
const asked = { accountant: 'own', warehouse: 'own', marketing: 'own', hr: 'own', trainer: 'own' } as const

export const permissions: Permissions = {
  'cases.read': { ...agents, ...leads, ...asked, qa_officer: 'all', dpo: 'all', auditor: 'all' },
  'cases.open': { ...agents, ...leads },
  'cases.take': { ...agents, ...leads },
  'cases.assign': { ...agents, ...leads },
  'cases.change': { ...agents, ...leads, accountant: 'own', warehouse: 'own' },
  'cases.resolve': { ...agents, ...leads },
  'cases.merge': { ...agents, ...leads },
  /** Lead of a case: may lower its severity, close it, reopen what is long done. */
  'cases.lowerSeverity': leads,
  'cases.export': { ...leads, qa_officer: 'all', auditor: 'all' },
  'cases.settings': { administrator: 'all', care_manager: 'all' },
}
