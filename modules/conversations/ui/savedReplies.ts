import { fillSavedReply, listReplies, type SavedReply } from '#knowledge/contract'
import { call } from '#web/api.ts'
import { type Suggestion, say, sayFailure } from '#web/kit.tsx'
import type { Conversation } from '../contract.ts'

/** The matter a text is filled for, told by the room that shows the composer. */
export type About = { code: string; link: string }

/** Saved replies of this channel whose shortcut, title or text has the words; most used first. */
export const findReplies = (q: string, channel: Conversation['channel'], limit = 8): Promise<SavedReply[]> =>
  call(listReplies, { q: q || undefined, channel, limit }).then(({ items }) => items)

/** As found; what is called by the shortcut that is being typed comes first. */
export async function suggestReplies(q: string, channel: Conversation['channel']): Promise<Suggestion[]> {
  const found = await findReplies(q, channel)
  const isCalled = ({ shortcut }: SavedReply) => q !== '' && shortcut.toLowerCase().startsWith(q.toLowerCase())
  return [...found.filter(isCalled), ...found.filter((one) => !isCalled(one))].map(({ id, title, shortcut }) => ({
    id,
    label: title,
    detail: `/${shortcut}`,
    insert: markOf(id),
  }))
}

/** Stands in the text for the moment until the filled words arrive. */
export const markOf = (replyId: string) => `⟦${replyId}⟧`

/** The words of a saved reply for this customer and case; what could not be filled is said. */
export async function fillFor(
  replyId: string,
  { called, honorific, selfWord }: Pick<Conversation, 'called' | 'honorific' | 'selfWord'>,
  about: About | undefined,
  language: 'vi' | 'en',
  missingSays: (names: string) => string,
): Promise<string | null> {
  try {
    const customer = called.name ? { ...called, honorific, selfWord } : undefined
    const { text, missing } = await call(fillSavedReply, { id: replyId, customer, case: about, language })
    if (missing.length > 0) say(missingSays(missing.join(', ')), { tone: 'bad' })
    return text
  } catch (error) {
    sayFailure(error)
    return null
  }
}

/** First lines of a text, for a list. */
export const startOf = (text: string) => (text.length > 140 ? `${text.slice(0, 140).trimEnd()}…` : text)
