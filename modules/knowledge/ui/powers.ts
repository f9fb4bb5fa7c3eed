import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'knowledge.powers',
  {
    write: 'Lưu câu trả lời mẫu',
  },
  {
    write: 'Save replies',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Kho tri thức', en: 'Knowledge' }, says }
