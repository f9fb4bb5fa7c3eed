import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldConversations = phrases(
  'conversations',
  {
    messageReceived: 'Nhận tin của khách',
    replyScheduled: 'Hẹn giờ gửi thư trả lời',
    replySent: 'Trả lời khách',
    replyReturned: 'Thư trả lời bị trả lại',
    replyCancelled: 'Rút lại câu trả lời',
    noteWritten: 'Ghi chú nội bộ',
    messageForwarded: 'Chuyển tiếp',
    deliveryChanged: 'Tình trạng gửi thay đổi',
  },
  {
    messageReceived: 'Message received',
    replyScheduled: 'Reply scheduled',
    replySent: 'Reply sent',
    replyReturned: 'Reply returned',
    replyCancelled: 'Reply taken back',
    noteWritten: 'Internal note',
    messageForwarded: 'Message forwarded',
    deliveryChanged: 'Delivery changed',
  },
)
