import { phrases } from '#platform/text.ts'

/** KPI-03's control identity in words. */
export const bookWords = phrases(
  'performance.book',
  {
    identityTitle: 'Sổ phiếu trong kỳ',
    opening: 'Tồn đầu kỳ',
    created: 'Nhận thêm',
    solvedLine: 'Đã giải quyết',
    cancelled: 'Đã hủy',
    mergedLine: 'Đã gộp',
    spamLine: 'Thư rác',
    closing: 'Tồn cuối kỳ',
  },
  {
    identityTitle: 'The book of cases',
    opening: 'Open at the start',
    created: 'Received',
    solvedLine: 'Resolved',
    cancelled: 'Cancelled',
    mergedLine: 'Merged',
    spamLine: 'Spam',
    closing: 'Open at the end',
  },
)
