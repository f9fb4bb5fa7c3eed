import { phrases } from '#platform/text.ts'

/** The consumer's rights, for people without a lawyer. Numbers and articles from the law itself (Luật 19/2023/QH15). */
export const rightWords = phrases(
  'cases.rights',
  {
    title: (who: string) => `Quyền của ${who}`,
    notice: 'Được báo là chúng tôi đã nhận, trong 3 ngày làm việc (Điều 31).',
    negotiate: (who: string) =>
      `Nếu ${who} chưa đồng ý với cách giải quyết và yêu cầu thương lượng, chúng tôi phải thương lượng trong 7 ngày làm việc kể từ khi nhận yêu cầu (Điều 57).`,
    further: 'Vẫn chưa xong thì còn hòa giải, trọng tài hoặc tòa án (Điều 54).',
    whose: 'Theo Luật Bảo vệ quyền lợi người tiêu dùng 2023, cho người mua để tiêu dùng, không phải để bán lại.',
    ask: 'Nhắn yêu cầu thương lượng',
  },
  {
    title: (who: string) => (who === 'you' ? 'Your rights' : `Rights of ${who}`),
    notice: 'To be told within 3 working days that we have received it (Article 31).',
    negotiate: () =>
      'If you do not agree with how we solve it and ask to negotiate, we must negotiate within 7 working days of receiving that request (Article 57).',
    further: 'If that does not settle it: mediation, arbitration or a court (Article 54).',
    whose: 'By the Vietnamese Law on Protection of Consumers’ Rights 2023, for whoever bought to use it, not to sell it on.',
    ask: 'Write that you want to negotiate',
  },
)
