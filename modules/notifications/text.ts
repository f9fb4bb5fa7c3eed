import { phrases } from '#platform/text.ts'

/** What this room refuses with, and the mail it writes. */
export const text = phrases(
  'notifications',
  {
    unknown: 'Không tìm thấy thông báo này.',
    subjectMany: (many: number) => `${many} thông báo mới`,
    greeting: (name: string) => `Chào ${name},`,
    times: (times: number) => ` (${times} lần)`,
    andMore: (many: number) => `Và ${many} thông báo nữa trên Tận Tâm.`,
    choose: 'Chọn những gì được gửi qua email:',
  },
  {
    unknown: 'This notification was not found.',
    subjectMany: (many: number) => `${many} new notifications`,
    greeting: (name: string) => `Hello ${name},`,
    times: (times: number) => ` (${times} times)`,
    andMore: (many: number) => `And ${many} more on Tận Tâm.`,
    choose: 'Choose what is sent by mail:',
  },
)
