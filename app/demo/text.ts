import { phrases } from '#platform/text.ts'

export const text = phrases(
  'demo',
  {
    offer: 'Xem thử công ty mẫu',
    offerSays:
      'Công ty Mây Lành: 22 nhân viên, khách hàng và sáu tháng công việc. Dựng mất chừng ba phút khi máy rảnh, xong thì vào xem bằng một lần bấm.',
    start: 'Dựng công ty mẫu',
    playing: 'Đang dựng sáu tháng làm việc của Mây Lành',
    day: (day: string) => `Tới ngày ${day}`,
    ready: 'Công ty mẫu đã dựng xong. Chọn một người để vào xem',
    alsoElsewhere: 'Vào rồi, các đường dẫn này vẫn còn ở cửa sổ lệnh đang chạy phần mềm và trong tệp demo.json của thư mục dữ liệu.',
    readyElsewhere:
      'Công ty mẫu đã dựng xong. Đường dẫn vào xem bằng một lần bấm nằm ở cửa sổ đã bấm dựng, ở cửa sổ lệnh đang chạy phần mềm và trong tệp demo.json của thư mục dữ liệu.',
    mayClose: 'Anh/chị có thể đóng cửa sổ này; mở lại trong cùng trình duyệt là thấy tiếp.',
    begunElsewhere:
      'Công ty mẫu được bấm dựng từ một cửa sổ khác. Dựng xong, đường dẫn vào xem hiện ở cửa sổ đó và ở cửa sổ lệnh đang chạy phần mềm.',
    doorstep:
      'Đây là công ty mẫu. Đường dẫn vào xem bằng một lần bấm nằm ở cửa sổ lệnh đang chạy phần mềm và trong tệp demo.json của thư mục dữ liệu.',
    toSignIn: 'Về màn hình đăng nhập',
    failedAtOnce: 'Chưa dựng được công ty mẫu. Nhật ký của máy chủ ghi rõ lý do; anh/chị có thể bấm dựng lại.',
    failed: 'Chưa dựng được công ty mẫu. Nhật ký của máy chủ ghi rõ lý do; khởi động lại phần mềm là bắt đầu lại từ đầu được.',
    alreadyPlaying: 'Công ty mẫu đang được dựng rồi.',
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
      'Mây Lành: 22 colleagues, their customers and six months of work. Building takes about three minutes on an idle machine; then you enter with one click.',
    start: 'Build the sample company',
    playing: 'Building six months of work at Mây Lành',
    day: (day: string) => `Now at ${day}`,
    ready: 'The sample company is ready. Choose who to be',
    alsoElsewhere:
      'Once you are in, these links are still in the terminal that runs the software and in the file demo.json of the data folder.',
    readyElsewhere:
      'The sample company is ready. The one-click links are in the window that began it, in the terminal that runs the software, and in the file demo.json of the data folder.',
    mayClose: 'You may close this window; open it again in the same browser and it goes on.',
    begunElsewhere:
      'The sample company was begun in another window. When it is ready, the links to enter appear there and in the terminal that runs the software.',
    doorstep:
      'This is a sample company. The one-click links are in the terminal that runs the software, and in the file demo.json of the data folder.',
    toSignIn: 'Go to sign-in',
    failedAtOnce: 'The sample company could not be built. The server’s log says why; you may try again.',
    failed: 'The sample company could not be built. The server’s log says why; restart it to begin anew.',
    alreadyPlaying: 'The sample company is being built already.',
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
