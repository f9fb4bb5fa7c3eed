import { setting } from '#platform/settings.ts'
import { SurveySettings } from './contract.ts'

/** Whether, when and how customers are asked. At once and after every case, until the company chooses otherwise. */
export const surveySettings = setting('surveys.csat', SurveySettings, {
  enabled: true,
  delayMinutes: 0,
  restDays: 0,
  lowScore: 2,
  skipTypes: [],
  vi: {
    question: 'Anh/chị hài lòng thế nào với việc xử lý yêu cầu này?',
    subject: 'Yêu cầu {ma} được xử lý thế nào ạ?',
    intro: 'Anh/chị chỉ cần bấm một lựa chọn, chưa đầy một phút là xong. Góp ý của anh/chị giúp {cong_ty} làm tốt hơn.',
  },
  en: {
    question: 'How satisfied are you with the way we handled this request?',
    subject: 'How did we do with {code}?',
    intro: 'One click, less than a minute. It helps {company} to do better.',
  },
})
