import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'channels.powers',
  {
    log: 'Ghi lại cuộc gọi, lượt ghé, thư giấy',
    read: 'Xem thư bị giữ lại',
    release: 'Cho thư bị giữ đi tiếp',
    original: 'Đọc bản gốc của thư',
    testMailbox: 'Xem Hộp thư thử',
    settings: 'Đổi hộp thư, chữ ký, biểu mẫu',
  },
  {
    log: 'Log calls, visits, letters',
    read: 'See held mail',
    release: 'Release held mail',
    original: 'Read originals of mail',
    testMailbox: 'See the test mailbox',
    settings: 'Change mailboxes, signature, form',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Kênh liên lạc', en: 'Channels' }, says }
