import { phrases } from '#platform/text.ts'

/** On a customer's own page. */
export const customerWords = phrases(
  'cases.customer',
  {
    openCases: 'Phiếu đang mở',
    noneOpen: 'Khách không còn phiếu nào đang mở.',
    seeAll: 'Xem tất cả',
    nobodyYet: 'chưa ai nhận',
  },
  {
    openCases: 'Open cases',
    noneOpen: 'This customer has no open case.',
    seeAll: 'See all',
    nobodyYet: 'nobody has taken it',
  },
)
