import { type Language, phrases } from '#platform/text.ts'

const words = phrases(
  'cases',
  {
    subject: (company: string) => `Đường dẫn theo dõi yêu cầu ở ${company}`,
    hello: 'Kính gửi anh/chị,',
    asked: (company: string) => `Anh/chị vừa xin đường dẫn để theo dõi yêu cầu đã gửi tới ${company}:`,
    secret:
      'Đường dẫn này dành riêng cho anh/chị, có hiệu lực 90 ngày. Ai có đường dẫn đều đọc được nội dung trao đổi, nên đừng chuyển tiếp thư này.',
    notYou: 'Nếu anh/chị không yêu cầu, cứ bỏ qua thư này.',
    regards: 'Trân trọng,',
  },
  {
    subject: (company: string) => `Follow your request to ${company}`,
    hello: 'Hello,',
    asked: (company: string) => `You asked for the link to what you wrote to ${company} about:`,
    secret:
      'The link is yours alone and works for 90 days. Whoever holds it can read the conversation, so please do not pass this mail on.',
    notYou: 'If you did not ask for it, just ignore this mail.',
    regards: 'Kind regards,',
  },
)

/** The mail that brings somebody the links they asked for. */
export function mailWords(language: Language, { company, links }: { company: string; links: readonly { code: string; link: string }[] }) {
  const say = words[language]
  const list = links.map(({ code, link }) => `${code}\n${link}`).join('\n\n')
  const body = [say.hello, say.asked(company), list, say.secret, say.notYou, `${say.regards}\n${company}`]
  return { subject: say.subject(company), text: body.join('\n\n') }
}
