import { HATS } from '#org'
import type { Permissions } from '#platform/room.ts'

const forThemselves = [
  'account_manager',
  'loyalty_officer',
  'returns_officer',
  'issue_officer',
  'support_officer',
  'sales_care',
  'technician',
] as const
const forAll = ['care_manager', 'qa_officer', 'trainer', 'administrator'] as const

/** Everybody may read what the company says; `own`: saves for oneself, `unit`: for one's unit, `all`: for everybody. */
export const permissions: Permissions = {
  'knowledge.read': Object.fromEntries(HATS.map((hat) => [hat, 'all' as const])),
  'knowledge.write': {
    ...Object.fromEntries(forThemselves.map((hat) => [hat, 'own' as const])),
    team_lead: 'unit',
    sales_head: 'unit',
    ...Object.fromEntries(forAll.map((hat) => [hat, 'all' as const])),
  },
}
