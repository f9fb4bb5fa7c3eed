import { phrases } from '#platform/text.ts'

export const text = phrases(
  'demo',
  {
    offer: 'Xem thử công ty mẫu',
    offerSays:
      'Công ty Mây Lành: 22 nhân viên, khách hàng và sáu tháng công việc. Mất chừng ba phút để dựng, sau đó vào xem bằng một lần bấm.',
    start: 'Dựng công ty mẫu',
    playing: 'Đang dựng sáu tháng làm việc của Mây Lành',
    day: (day: string) => `Tới ngày ${day}`,
    ready: 'Xong. Chọn một người để vào xem',
    failed: 'Chưa dựng được công ty mẫu. Nhật ký của máy chủ ghi rõ lý do; khởi động lại phần mềm là bắt đầu lại từ đầu được.',
    notEmpty: 'Nơi này đã có công ty, không dựng công ty mẫu lên được.',
    unknownClaim: 'Không có công ty mẫu nào đang được dựng cho trình duyệt này.',
    'role.agent': 'Nhân viên hỗ trợ',
    'role.lead': 'Trưởng nhóm',
    'role.careManager': 'Phụ trách CSKH',
    'role.salesHead': 'Trưởng phòng bán hàng',
    'role.board': 'Ban giám đốc',
    'role.administrator': 'Quản trị hệ thống',
  },
  {
    offer: 'Look at a sample company',
    offerSays:
      'Mây Lành: 22 colleagues, their customers and six months of work. It takes about three minutes to build; then you enter with one click.',
    start: 'Build the sample company',
    playing: 'Building six months of work at Mây Lành',
    day: (day: string) => `Now at ${day}`,
    ready: 'Done. Choose who to be',
    failed: 'The sample company could not be built. The server’s log says why; restart it to begin anew.',
    notEmpty: 'There is a company here already; the sample company cannot be built on top of it.',
    unknownClaim: 'No sample company is being built for this browser.',
    'role.agent': 'Support officer',
    'role.lead': 'Team lead',
    'role.careManager': 'Care manager',
    'role.salesHead': 'Head of sales',
    'role.board': 'Board',
    'role.administrator': 'Administrator',
  },
)
