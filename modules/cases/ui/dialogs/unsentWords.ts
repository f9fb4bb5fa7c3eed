import { phrases } from '#platform/text.ts'

export const unsentWords = phrases(
  'cases',
  {
    title: 'Bản nháp chưa gửi',
    none: 'Không có bản nháp nào',
    noneSays: 'Thư trả lời hay ghi chú viết dở trong một phiếu sẽ nằm ở đây cho tới khi được gửi.',
    gone: 'Phiếu đã chuyển sang nơi anh/chị không xem được',
    reply: 'Thư trả lời',
    note: 'Ghi chú nội bộ',
    copy: 'Chép chữ',
    copied: 'Đã chép bản nháp.',
    discard: 'Bỏ bản nháp',
    discarded: 'Đã bỏ bản nháp.',
  },
  {
    title: 'Unsent drafts',
    none: 'No drafts',
    noneSays: 'A reply or a note begun in a case stands here until it is sent.',
    gone: 'The case has gone where you may not see it',
    reply: 'Reply',
    note: 'Internal note',
    copy: 'Copy the words',
    copied: 'Draft copied.',
    discard: 'Discard draft',
    discarded: 'Draft discarded.',
  },
)
