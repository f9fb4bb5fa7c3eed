import type { Permissions } from '#platform/room.ts'

/** Whoever answers customers sees their own numbers, a lead those of everybody below, who answers for the whole sees all. */
export const permissions: Permissions = {
  'performance.read': {
    support_officer: 'own',
    issue_officer: 'own',
    returns_officer: 'own',
    account_manager: 'own',
    loyalty_officer: 'own',
    sales_care: 'own',
    technician: 'own',
    team_lead: 'unit',
    care_manager: 'all',
    sales_head: 'all',
    board: 'all',
    qa_officer: 'all',
    auditor: 'all',
  },
  'performance.settings': { care_manager: 'all', sales_head: 'all' },
}
