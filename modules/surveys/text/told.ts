import { phrases } from '#platform/text.ts'

/** How the audit tells what happens in this room; keys are names of events without the room. */
export const toldSurveys = phrases(
  'surveys',
  {
    surveySent: 'Gửi khảo sát',
    surveyAnswered: 'Khách chấm điểm',
    surveysRefused: 'Khách không nhận khảo sát',
    surveySkipped: 'Không gửi khảo sát',
  },
  {
    surveySent: 'Survey sent',
    surveyAnswered: 'Survey answered',
    surveysRefused: 'Surveys refused',
    surveySkipped: 'Survey skipped',
  },
)
