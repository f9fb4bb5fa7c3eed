import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'surveys.powers',
  {
    read: 'Xem khách trả lời khảo sát',
    settings: 'Đổi khảo sát',
  },
  {
    read: 'See what customers answered',
    settings: 'Change surveys',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Khảo sát', en: 'Surveys' }, says }
