import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import { confirm, Failure, format, say, sayFailure, useText } from '#web/kit.tsx'
import { type Conversation, writeNote, writeReply } from '../contract.ts'
import { type DraftKeeper, draftGone, keepDraft, leaveDraft } from './drafts.ts'
import { takeBack } from './MessageFoot.tsx'
import { mentionedIn } from './mentions.ts'
import { useOpenPlaces } from './openPlaces.ts'
import type { By } from './Recipients.tsx'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

export type Next = 'nothing' | 'wait' | 'done'
/** `onDone`: being done asks for more than a reply can say; then it is sent without it and this is called. */
export type After = { onSent?: () => void; onDone?: () => void }
type Reply = z.input<typeof writeReply.input>

/** Sends what stands in the draft. A colleague who answered meanwhile is named first, and the words are kept whatever happens. */
export function useSending(conversation: Conversation | undefined, keeper: DraftKeeper, by: By, after: After) {
  const t = useText(words)
  const isDoneAfter = useRef(false)
  const reply = useMutation({
    ...tell(writeReply),
    onSuccess: ({ messageId, undoUntil, sendAt }) => {
      draftGone(keeper)
      const says = sendAt ? t.sentLater(format.dateTime(sendAt)) : undoUntil ? t.sent : t.logged
      say(says, undoUntil ? { of: messageId, undo: () => takeBack(messageId) } : {})
      after.onSent?.()
      if (isDoneAfter.current) after.onDone?.()
      return refresh()
    },
    onError: (error, input) => {
      keepDraft(keeper)
      void explain(error, () => send({ ...input, anyway: true }))
    },
  })
  const note = useNoting(keeper, after)
  const send = (input: Reply) => leaveDraft(keeper).then(() => reply.mutate(input))
  const explain = useAnswered()
  const mayLeave = useOpenPlaces()
  const seen = useSeenWhileWriting(conversation, keeper.shown.draft.text)
  return {
    busy: reply.isPending || note.isPending,
    waits: reply.isPaused || note.isPaused,
    async sendReply(next: Next, sendAt?: Date) {
      const { text, to, cc, files } = keeper.shown.draft
      if (!(await mayLeave(text))) return
      const whom = { to: to.length > 0 ? to : undefined, cc: cc.length > 0 ? cc : undefined }
      const fileIds = files.map(({ id }) => id)
      isDoneAfter.current = next === 'done' && after.onDone !== undefined
      const then = isDoneAfter.current ? 'nothing' : next
      if (conversation)
        void send({ id: conversation.id, text, ...whom, fileIds, next: then, sendAt, lastMessageId: seen() ?? undefined, by })
    },
    async sendNote() {
      const { text, files } = keeper.shown.draft
      if (!conversation) return
      await leaveDraft(keeper)
      const mentions = await mentionedIn(text)
      note.mutate({ id: conversation.id, text, mentions, fileIds: files.map(({ id }) => id) })
    },
  }
}

function useNoting(keeper: DraftKeeper, after: After) {
  const t = useText(words)
  return useMutation({
    ...tell(writeNote),
    onSuccess: () => {
      draftGone(keeper)
      say(t.noted)
      after.onSent?.()
      return refresh()
    },
    onError: (error) => {
      keepDraft(keeper)
      sayFailure(error)
    },
  })
}

const UNSEEN = ['conversations.answeredMeanwhile', 'conversations.customerWroteMeanwhile']

/** Who comes second hears who was first, and may send all the same. */
function useAnswered() {
  const t = useText(words)
  return async (error: unknown, anyway: () => void) => {
    if (!(error instanceof Failure) || !UNSEEN.includes(error.code)) return sayFailure(error)
    const title = error.code === 'conversations.customerWroteMeanwhile' ? t.wroteTitle : t.answeredTitle
    const yes = await confirm({ title, consequences: error.message, verb: t.sendAnyway, keep: t.readFirst })
    if (yes) anyway()
    else await refresh()
  }
}

/** The newest message when the first word was typed: an answer that came after it was not seen by the writer. */
function useSeenWhileWriting(conversation: Conversation | undefined, text: string) {
  const seen = useRef<{ of: string; id: string | null }>(undefined)
  const isOther = seen.current?.of !== conversation?.id
  if (conversation && (isOther || text.trim() === '')) seen.current = { of: conversation.id, id: conversation.lastMessageId }
  return () => seen.current?.id ?? null
}
