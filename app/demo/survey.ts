import { readTestMail } from '#channels/contract'
import { answerSurvey } from '#surveys'
import type { Play } from './play.ts'

const ADMINISTRATOR = 'NV021'

/** A customer answers the surveys in their letter box, by the link that stands in the mail. */
export async function answerSurveys({ stage, post, people }: Play, now: Date, mail: string, score: number, comment: string): Promise<void> {
  const reader = people.get(ADMINISTRATOR)
  if (!reader) throw new Error('nobody reads the test mailbox')
  for (const id of post.takeSurveys(mail)) {
    const { text } = await stage.ask(reader, now, readTestMail, { id })
    const token = /\/khao-sat\/([\w-]+)/.exec(text)?.[1]
    if (!token) throw new Error('a survey without its link')
    await stage.somebody(now, (ctx) => answerSurvey(ctx, { token, score, comment }))
  }
}
