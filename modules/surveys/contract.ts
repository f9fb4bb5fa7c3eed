import { z } from 'zod'
import { endpoint, paged, pageInput, several, typed, yesNo } from '#platform/contract.ts'

const Channel = z.enum(['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'])
const Day = z.iso.date()

/** Which answers: every condition left out lets all through. Days are whole days in Hồ Chí Minh City, both included. */
export const AnswerFilter = z.object({
  score: several(z.coerce.number().int().min(1).max(5)).optional(),
  from: Day.optional(),
  to: Day.optional(),
  personId: z.uuid().optional(),
  customerId: z.uuid().optional(),
  channel: several(Channel).optional(),
  withComment: yesNo.optional(),
})
export type AnswerFilter = z.output<typeof AnswerFilter>

export const Answer = z.object({
  id: z.uuid(),
  score: z.number(),
  comment: z.string(),
  at: z.coerce.date(),
  /** The former score of the same survey, when the customer changed their mind. */
  formerScore: z.number().nullable(),
  case: z.object({ id: z.uuid(), code: z.string(), subject: z.string(), channel: Channel }),
  customer: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** Who handled the case when it was resolved. */
  person: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The follow-up a low score opened. */
  followUp: z.object({ id: z.uuid(), code: z.string() }).nullable(),
})
export type Answer = z.output<typeof Answer>

export const listAnswers = endpoint('GET /surveys/answers', {
  needs: 'surveys.read',
  says: 'What customers answered, newest first.',
  input: AnswerFilter.extend(pageInput),
  reply: paged(Answer),
})

export const sumUpAnswers = endpoint('GET /surveys/summary', {
  needs: 'surveys.read',
  says: 'The same answers counted: how many of each score, how many surveys went out in those days, and how many of those were answered.',
  input: AnswerFilter,
  reply: z.object({
    scores: z.array(z.object({ score: z.number(), answers: z.number() })).length(5),
    sent: z.number(),
    answered: z.number(),
  }),
})

export const listAnswersOfCase = endpoint('GET /surveys/cases/:caseId/answers', {
  needs: 'surveys.read',
  says: 'What the customer answered about a case, newest first, and the answer that opened it when it is a follow-up; as far as one’s reach goes, and to whoever works on the follow-up.',
  input: z.object({ caseId: z.uuid() }),
  reply: z.array(Answer.extend({ opened: z.boolean() })),
})

/** Words may hold the variables of saved replies: `{ma}`, `{danh_xung}`, `{cong_ty}`… */
const Wording = z.object({
  question: typed(200).pipe(z.string().min(5)),
  subject: typed(150).pipe(z.string().min(5)),
  /** Below the question in the mail. */
  intro: typed(600),
})

export const SurveySettings = z.object({
  enabled: z.boolean(),
  /** Minutes between resolution and question; 0: at once. */
  delayMinutes: z.int().min(0).max(10_080),
  /** One survey per customer in so many days; 0: after every case. */
  restDays: z.int().min(0).max(365),
  /** From this score down, a follow-up is opened for the lead of whoever handled the case; 0: never. */
  lowScore: z.int().min(0).max(4),
  /** Case types nobody is asked about, by code. */
  skipTypes: z.array(z.string().max(60)).max(200),
  vi: Wording,
  en: Wording,
})
export type SurveySettings = z.output<typeof SurveySettings>

export const readSurveySettings = endpoint('GET /surveys/settings', {
  needs: 'surveys.settings',
  says: 'Whether, when and how customers are asked.',
  input: z.object({}),
  reply: SurveySettings.extend({ version: z.number() }),
})

export const changeSurveySettings = endpoint('PUT /surveys/settings', {
  needs: 'surveys.settings',
  says: 'Changes whether, when and how customers are asked; the former words stay in the history.',
  input: SurveySettings.extend({ version: z.number() }),
  reply: z.object({ version: z.number() }),
})
