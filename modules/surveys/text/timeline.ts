import { phrases } from '#platform/text.ts'

/** What a customer's timeline says of surveys; apart from the screens' words, for it is read with the frame. */
export const timelineWords = phrases(
  'surveys.timeline',
  {
    answered: (score: number) => `Khách chấm ${score}/5`,
    comment: 'Có góp ý',
    noComment: 'Không có góp ý',
    sent: 'Đã gửi khảo sát',
    refused: 'Khách không muốn nhận khảo sát nữa',
  },
  {
    answered: (score: number) => `The customer gave ${score} of 5`,
    comment: 'With a comment',
    noComment: 'Without comment',
    sent: 'Survey sent',
    refused: 'The customer wants no more surveys',
  },
)
