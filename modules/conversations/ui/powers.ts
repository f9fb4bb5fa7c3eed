import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'conversations.powers',
  {
    read: 'Đọc trao đổi với khách',
    reply: 'Trả lời và viết cho khách',
    note: 'Viết ghi chú nội bộ',
  },
  {
    read: 'Read conversations',
    reply: 'Answer and write to customers',
    note: 'Write internal notes',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Trao đổi với khách', en: 'Conversations' }, says }
