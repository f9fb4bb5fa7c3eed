import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldChannels = phrases(
  'channels',
  {
    contactReceived: 'Nhận liên hệ',
    contactUnderstood: 'Đọc được liên hệ',
    contactSuspended: 'Giữ thư lại',
  },
  {
    contactReceived: 'Contact received',
    contactUnderstood: 'Contact understood',
    contactSuspended: 'Contact held',
  },
)
