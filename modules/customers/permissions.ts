import type { Permissions } from '#platform/room.ts'

/** Whoever answers customers meets anybody who calls; others meet those they were given or granted. */
const ANSWERING = { support_officer: 'all', issue_officer: 'all', returns_officer: 'all', account_manager: 'all' } as const
const LEADING = { team_lead: 'all', care_manager: 'all' } as const

export const permissions: Permissions = {
  'customers.read': {
    ...ANSWERING,
    ...LEADING,
    loyalty_officer: 'all',
    qa_officer: 'all',
    sales_head: 'all',
    board: 'all',
    dpo: 'all',
    auditor: 'all',
    sales_care: 'unit',
    marketing: 'own',
    technician: 'own',
    warehouse: 'own',
    accountant: 'own',
  },
  'customers.change': { ...ANSWERING, ...LEADING, loyalty_officer: 'all', dpo: 'all', sales_care: 'unit' },
  'customers.memory': { ...ANSWERING, ...LEADING, loyalty_officer: 'all', sales_care: 'unit', technician: 'own' },
  'customers.revealPhone': { ...ANSWERING, ...LEADING, loyalty_officer: 'all', dpo: 'all', sales_care: 'unit', technician: 'own' },
  /** A file with many customers leaves the house: few may, and it is told who. */
  'customers.export': { ...LEADING, account_manager: 'all', sales_head: 'all', dpo: 'all' },
  'customers.merge': { ...LEADING, account_manager: 'all', dpo: 'all' },
  /** Health, origin and poverty are sensitive (Luật BVDLCN, NĐ 356 Đ.4): only those who must act on them see the groups of Luật BVQLNTD Đ.8. */
  'customers.vulnerable': { ...ANSWERING, ...LEADING, dpo: 'all', technician: 'own' },
}
