import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'customers.powers',
  {
    read: 'Xem hồ sơ khách',
    change: 'Thêm và sửa khách',
    memory: 'Viết "Ghi nhớ về khách"',
    revealPhone: 'Hiện số điện thoại, thư đầy đủ (có ghi lại)',
    vulnerable: 'Thấy nhóm người tiêu dùng dễ bị tổn thương',
    merge: 'Gộp khách trùng',
    export: 'Xuất danh sách khách',
  },
  {
    read: 'See customers',
    change: 'Add and change customers',
    memory: 'Write what to remember about a customer',
    revealPhone: 'Reveal phones and mails (it is recorded)',
    vulnerable: 'See groups of vulnerable consumers',
    merge: 'Merge duplicates',
    export: 'Export customers',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Khách hàng', en: 'Customers' }, says }
