import { phrases } from '#platform/text.ts'

/** KPI-03's control identity in words; each line is also the name of the list of its cases. */
export const bookWords = phrases(
  'performance.book',
  {
    identityTitle: 'Sổ phiếu trong kỳ',
    book_opening: 'Tồn đầu kỳ',
    book_created: 'Nhận thêm',
    book_reopened: 'Mở lại từ kỳ trước',
    book_resolved: 'Đã giải quyết',
    book_cancelled: 'Đã hủy',
    book_merged: 'Đã gộp',
    book_spam: 'Thư rác',
    book_closing: 'Tồn cuối kỳ',
    named: (line: string) => `Sổ phiếu, ${line.toLowerCase()}`,
    how: 'Tồn đầu kỳ + nhận thêm + mở lại từ kỳ trước − đã giải quyết − đã hủy − đã gộp − thư rác = tồn cuối kỳ.',
    out: 'Mỗi phiếu vào một dòng và ra một dòng, dù mở lại bao nhiêu lần trong kỳ. Việc nội bộ, phiếu thử và phiếu mình mở mà khách chưa trả lời không vào sổ.',
  },
  {
    identityTitle: 'The book of cases',
    book_opening: 'Open at the start',
    book_created: 'Received',
    book_reopened: 'Reopened from before',
    book_resolved: 'Resolved',
    book_cancelled: 'Cancelled',
    book_merged: 'Merged',
    book_spam: 'Spam',
    book_closing: 'Open at the end',
    named: (line: string) => `The book, ${line.toLowerCase()}`,
    how: 'Open at the start + received + reopened from before − resolved − cancelled − merged − spam = open at the end.',
    out: 'Each case comes in on one line and goes out on one, however often it was reopened in the period. Internal work, tests and cases of ours the customer never answered are not in the book.',
  },
)
