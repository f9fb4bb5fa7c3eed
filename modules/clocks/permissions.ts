import { HATS } from '#org'
import type { Permissions } from '#platform/room.ts'

/** Targets are everybody's to know. A lead may keep or take back what somebody of the unit promised. */
export const permissions: Permissions = {
  'clocks.read': Object.fromEntries(HATS.map((hat) => [hat, 'all' as const])),
  'clocks.settings': { administrator: 'all', care_manager: 'all' },
  'clocks.keep': { team_lead: 'unit', care_manager: 'all' },
}
