import { phrases } from '#platform/text.ts'

/** Heads of the sheet of cases. */
export const exportText = phrases(
  'cases',
  {
    sheet: 'Phiếu',
    code: 'Mã',
    subject: 'Tiêu đề',
    customer: 'Khách hàng',
    customerCode: 'Mã khách',
    channel: 'Kênh',
    type: 'Loại',
    status: 'Trạng thái',
    severity: 'Mức độ',
    tier: 'Cấp xử lý',
    unit: 'Đơn vị',
    owner: 'Người phụ trách',
    handler: 'Người xử lý',
    tags: 'Nhãn',
    created: 'Mở lúc',
    last: 'Tin cuối',
    due: 'Hạn',
    resolved: 'Giải quyết lúc',
    reopened: 'Số lần mở lại',
    export: 'Xuất Excel',
    exported: (rows: number) => `Đã xuất ${rows} phiếu.`,
  },
  {
    sheet: 'Cases',
    code: 'Code',
    subject: 'Subject',
    customer: 'Customer',
    customerCode: 'Customer code',
    channel: 'Channel',
    type: 'Type',
    status: 'Status',
    severity: 'Severity',
    tier: 'Tier',
    unit: 'Unit',
    owner: 'Accountable',
    handler: 'Works on it',
    tags: 'Tags',
    created: 'Opened',
    last: 'Last message',
    due: 'Due',
    resolved: 'Resolved',
    reopened: 'Times reopened',
    export: 'Export to Excel',
    exported: (rows: number) => `${rows} cases exported.`,
  },
)

/** What its cells say of channel, severity and tier: the words of the screen. */
export const cellWords = phrases(
  'cases.cells',
  {
    ...{ mail: 'Thư điện tử', form: 'Trang gửi yêu cầu', phone: 'Điện thoại', counter: 'Tại quầy', letter: 'Thư giấy' },
    ...{ zalo: 'Zalo', facebook: 'Facebook', api: 'Phần mềm khác', other: 'Kênh khác' },
    ...{ severity1: 'Khẩn cấp', severity2: 'Nghiêm trọng', severity3: 'Trung bình', severity4: 'Thấp' },
    ...{ L1: 'L1', L2: 'L2', L3: 'L3', L4: 'Ban giám đốc' },
  },
  {
    ...{ mail: 'Mail', form: 'Request form', phone: 'Phone', counter: 'Counter', letter: 'Letter' },
    ...{ zalo: 'Zalo', facebook: 'Facebook', api: 'Other software', other: 'Other channel' },
    ...{ severity1: 'Urgent', severity2: 'Serious', severity3: 'Medium', severity4: 'Low' },
    ...{ L1: 'L1', L2: 'L2', L3: 'L3', L4: 'Board' },
  },
)
