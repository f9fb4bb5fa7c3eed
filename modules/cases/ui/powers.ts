import type { RoomPowers } from '#org/places'
import { phrases } from '#platform/text.ts'

const says = phrases(
  'cases.powers',
  {
    read: 'Xem phiếu',
    open: 'Tạo phiếu, tách phiếu',
    take: 'Nhận phiếu đang chờ',
    assign: 'Giao phiếu cho người khác hoặc cho nhóm',
    change: 'Đổi trạng thái, nâng mức độ, hẹn, gắn thẻ, chuyển lên cấp trên',
    resolve: 'Báo xong, hủy, mở lại (trong 7 ngày)',
    lowerSeverity: 'Hạ mức độ (có lý do), đóng phiếu, mở lại đến 30 ngày',
    merge: 'Gộp phiếu',
    export: 'Xuất danh sách ra tệp',
    settings: 'Đổi quy tắc chia phiếu, trạng thái, loại, nguyên nhân',
  },
  {
    read: 'See cases',
    open: 'Open and split cases',
    take: 'Take waiting cases',
    assign: 'Hand cases to a colleague or a team',
    change: 'Change status, raise severity, promise, tag, hand up a tier',
    resolve: 'Resolve, cancel, reopen (within 7 days)',
    lowerSeverity: 'Lower severity (with a reason), close, reopen up to 30 days',
    merge: 'Merge cases',
    export: 'Export lists to a file',
    settings: 'Change assignment rules, statuses, types, causes',
  },
)

/** What comes to each tier, as `climb` and `raiseTier` do it. */
const tiers = phrases(
  'cases.tiers',
  {
    L1: 'Phiếu mới bắt đầu ở đây. Chưa tự giải quyết được thì chuyển lên L2: ghi lý do, đã thử gì, cần gì. Hết nửa thời gian mà chưa ai nhận thì trưởng nhóm được báo; hết 80% thì trưởng nhóm được nhắc.',
    L2: 'Phiếu L1 chuyển lên đến người đứng đầu đơn vị. Phiếu L1 quá hạn cũng lên cấp này: được báo và cùng theo dõi, người đang xử lý vẫn giữ. Chuyển tiếp lên L3.',
    L3: 'Phiếu L2 chuyển lên đến Phụ trách CSKH. Phiếu L2 quá hạn cũng lên cấp này: được báo và cùng theo dõi. Chuyển tiếp lên Ban giám đốc.',
    L4: 'Cấp cuối: phiếu L3 chuyển lên; phiếu L3 quá hạn thì được báo và cùng theo dõi.',
  },
  {
    L1: 'New cases begin here. What cannot be solved goes up to L2 with the reason, what was tried and what is asked. At half time the lead hears of a case nobody took; at 80% the lead is warned.',
    L2: 'What L1 hands up comes to whoever leads the unit. What is overdue at L1 rises here too: they are told and follow it, whoever works on it keeps it. Hands on to L3.',
    L3: 'What L2 hands up comes to the head of care. What is overdue at L2 rises here too: they are told and follow it. Hands on to the board.',
    L4: 'The last tier: what L3 hands up; of what is overdue at L3 they are told and follow it.',
  },
)

/** What this room's permissions let people do, on the limits of the tiers. */
export const powers: RoomPowers = { title: { vi: 'Phiếu', en: 'Cases' }, says, tiers }
