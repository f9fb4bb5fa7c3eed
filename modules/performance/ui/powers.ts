import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'performance.powers',
  {
    read: 'Xem kết quả',
    settings: 'Đặt mục tiêu',
  },
  {
    read: 'See results',
    settings: 'Set targets',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Kết quả (KPI)', en: 'Results (KPI)' }, says }
