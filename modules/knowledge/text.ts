import { phrases } from '#platform/text.ts'

/** What this room refuses with. */
export const text = phrases(
  'knowledge',
  {
    unknown: 'Không tìm thấy câu trả lời mẫu này.',
    shortcutTaken: (shortcut: string) => `Đã có câu trả lời mẫu dùng lối gõ tắt /${shortcut}. Chọn lối gõ tắt khác.`,
    notYourReach: 'Anh/chị chưa được lưu câu trả lời mẫu cho phạm vi này. Lưu cho riêng mình, hoặc nhờ trưởng nhóm.',
    noUnit: 'Chọn đơn vị sẽ dùng câu trả lời mẫu này.',
    changedMeanwhile: 'Có người vừa sửa câu trả lời mẫu này. Tải lại rồi sửa tiếp, phần anh/chị nhập vẫn còn.',
    archived: 'Câu trả lời mẫu này đã ngừng dùng. Dùng lại trước khi sửa.',
  },
  {
    unknown: 'This saved reply was not found.',
    shortcutTaken: (shortcut: string) => `Another saved reply uses /${shortcut}. Choose another shortcut.`,
    notYourReach: 'You may not save replies for this circle. Save it for yourself, or ask a lead.',
    noUnit: 'Choose the unit that will use this saved reply.',
    changedMeanwhile: 'Somebody has just changed this saved reply. Reload and continue; what you typed is kept.',
    archived: 'This saved reply is out of use. Put it back in use before changing it.',
  },
)
