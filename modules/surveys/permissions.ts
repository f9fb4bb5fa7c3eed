import type { Permissions } from '#platform/room.ts'

const rated = {
  support_officer: 'own',
  issue_officer: 'own',
  returns_officer: 'own',
  account_manager: 'own',
  loyalty_officer: 'own',
  sales_care: 'own',
  technician: 'own',
} as const

/** Everybody reads what was said of their own work; leads of their unit; who answers for quality, of all. */
export const permissions: Permissions = {
  'surveys.read': {
    ...rated,
    team_lead: 'unit',
    care_manager: 'all',
    qa_officer: 'all',
    trainer: 'all',
    sales_head: 'all',
    board: 'all',
    auditor: 'all',
  },
  'surveys.settings': { care_manager: 'all', administrator: 'all' },
}
