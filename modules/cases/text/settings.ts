import { phrases } from '#platform/text.ts'

/** What the settings refuse with. */
export const settingsText = phrases(
  'cases',
  {
    unknownSetting: 'Không tìm thấy mục này. Tải lại trang để xem danh sách mới nhất.',
    codeTaken: (code: string) => `Mã “${code}” đã có rồi, kể cả ở mục đã ngừng dùng.`,
    codeStays: 'Mã không đổi được sau khi tạo, vì báo cáo cũ tính theo mã này.',
    categoryStays: 'Trạng thái này đã có phiếu dùng nên không đổi nhóm được. Thêm trạng thái mới rồi ngừng dùng trạng thái này.',
    lastStatus: 'Mỗi nhóm cần ít nhất một trạng thái đang dùng.',
    defaultStays: 'Đây là trạng thái mặc định của nhóm. Chọn trạng thái khác làm mặc định trước.',
    causeRing: 'Nguyên nhân không thể nằm dưới chính nó.',
    causeHasChildren: (many: number) => `Còn ${many} nguyên nhân nằm dưới. Ngừng dùng hoặc chuyển chúng trước.`,
    parentArchived: 'Nguyên nhân cấp trên đã ngừng dùng. Chọn nguyên nhân khác hoặc dùng lại nó trước.',
    unknownHat: 'Không có vai này.',
    orderStale: 'Danh sách quy tắc vừa thay đổi. Tải lại rồi sắp xếp lại.',
  },
  {
    unknownSetting: 'This entry does not exist. Reload to see the newest list.',
    codeTaken: (code: string) => `The code “${code}” exists already, perhaps on an archived entry.`,
    codeStays: 'A code cannot change once it exists: older reports count by it.',
    categoryStays: 'Cases use this status, so its category stays. Add another status and archive this one.',
    lastStatus: 'Every category needs at least one status in use.',
    defaultStays: 'This is the default of its category. Make another one the default first.',
    causeRing: 'A cause cannot stand below itself.',
    causeHasChildren: (many: number) => `${many} causes stand below it. Archive or move them first.`,
    parentArchived: 'The cause above it is archived. Choose another, or bring it back first.',
    unknownHat: 'There is no such hat.',
    orderStale: 'The rules have just changed. Reload and sort them again.',
  },
)
