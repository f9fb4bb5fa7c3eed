import { z } from 'zod'
import { caseOpened } from '#cases'
import { readTestMail } from '#channels/contract'
import { Refusal } from '#platform/text.ts'
import { answerSurvey } from '#surveys'
import type { Play } from './play.ts'

const ADMINISTRATOR = 'NV021'

function readerOf(people: Play['people']): string {
  const reader = people.get(ADMINISTRATOR)
  if (!reader) throw new Error('nobody reads the test mailbox')
  return reader
}

const Opened = z.object({ caseId: z.string(), handlerId: z.string().nullable(), followUpOfId: z.string().nullable() })
export type FollowUp = { caseId: string; handlerId: string }

/** A customer answers the surveys in their letter box, by the link that stands in the mail. Answers the follow-ups that were opened meanwhile. */
export async function answerSurveys(
  { stage, post, people }: Play,
  now: Date,
  mail: string,
  score: number,
  comment: string,
): Promise<FollowUp[]> {
  const reader = readerOf(people)
  const heard = await stage.hearing(
    ({ name }) => name === caseOpened.name,
    () => answerAll(),
  )
  return heard.flatMap(({ facts }) => {
    const { caseId, handlerId, followUpOfId } = Opened.parse(facts)
    return followUpOfId && handlerId ? [{ caseId, handlerId }] : []
  })

  async function answerAll() {
    for (const id of post.takeSurveys(mail)) {
      const { text, html } = await stage.ask(reader, now, readTestMail, { id })
      const token = /\/khao-sat\/([\w-]+)\?/.exec(`${html} ${text}`)?.[1]
      if (!token) throw new Error('a survey without its link')
      await answer(stage, now, { token, score, comment })
    }
  }
}

/** A survey that a newer one has taken the place of opens no more; nobody answers it. */
async function answer(stage: Play['stage'], now: Date, given: { token: string; score: number; comment: string }): Promise<void> {
  try {
    await stage.somebody(now, (ctx) => answerSurvey(ctx, given))
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 404) throw error
  }
}
