import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldNotifications = phrases(
  'notifications',
  {
    notified: 'Gửi thông báo',
    read: 'Đọc thông báo',
    preferencesChanged: 'Đổi cách nhận thông báo',
  },
  {
    notified: 'Somebody told',
    read: 'Notification read',
    preferencesChanged: 'Notification preferences changed',
  },
)
