import type { Permissions } from '#platform/room.ts'
import { HATS } from './rules/hats.ts'

/** What each hat may in this room. Nothing here depends on a unit but `org.keys`, which reaches one's own keys or everybody's. */
export const permissions: Permissions = {
  'org.read': Object.fromEntries(HATS.map((hat) => [hat, 'all' as const])),
  'org.change': { administrator: 'all', care_manager: 'all' },
  'org.people': { administrator: 'all', care_manager: 'all', hr: 'all' },
  'org.calendars': { administrator: 'all', care_manager: 'all' },
  'org.company': { administrator: 'all' },
  'org.keys': { administrator: 'all', care_manager: 'own' },
  'org.audit': { administrator: 'all', auditor: 'all', dpo: 'all' },
}
