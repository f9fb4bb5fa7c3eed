import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'clocks.powers',
  {
    keep: 'Giữ hoặc hủy lời hẹn của người khác',
    settings: 'Đổi thời hạn và mốc nhắc',
  },
  {
    keep: 'Keep or drop what somebody else promised',
    settings: 'Change targets and reminders',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Hạn và lời hẹn', en: 'Deadlines and promises' }, says }
