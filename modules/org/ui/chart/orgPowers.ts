import { phrases } from '#platform/text.ts'
import type { RoomPowers } from './powers.ts'

const says = phrases(
  'org.powers',
  {
    change: 'Sửa đơn vị, vị trí',
    people: 'Thêm, sửa, cho nghỉ đồng nghiệp; giao vai',
    calendars: 'Đổi lịch làm việc',
    company: 'Sửa thông tin công ty, chi nhánh',
    keys: 'Tạo và thu hồi khóa API',
    audit: 'Xem nhật ký kiểm toán',
  },
  {
    change: 'Change units and positions',
    people: 'Add and change colleagues, give hats',
    calendars: 'Change working calendars',
    company: 'Change company and branches',
    keys: 'Make and revoke API keys',
    audit: 'Read the audit',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Tổ chức', en: 'Organisation' }, says }
