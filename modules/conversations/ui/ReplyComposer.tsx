import { useQuery } from '@tanstack/react-query'
import { useEffect, useReducer, useState } from 'react'
import { getCard } from '#customers/contract'
import { ask } from '#web/api.ts'
import {
  AttachedFiles,
  Banner,
  Button,
  Composer,
  type ComposerProps,
  ErrorBox,
  Loading,
  Row,
  Stack,
  type Trigger,
  Txt,
  useMay,
  useText,
  useUploads,
} from '#web/kit.tsx'
import { type Conversation, type Draft, type DraftMode, readConversation } from '../contract.ts'
import { addressed } from './addressed.ts'
import { ComposerTools } from './ComposerTools.tsx'
import { changeDraft, type DraftKeeper, keepMyDraft, takeOtherDraft } from './drafts.ts'
import { suggestColleagues } from './mentions.ts'
import { shortParties } from './parties.ts'
import { type By, Recipients } from './Recipients.tsx'
import { SendButton } from './SendButton.tsx'
import { type About, fillFor, markOf, suggestReplies } from './savedReplies.ts'
import { useDraft, useDraftFact } from './useDraft.ts'
import { useSending } from './useSending.ts'
import { isToCustomer } from './whom.ts'
import { words } from './words.ts'

export type ReplyComposerProps = {
  conversationId: string
  mode: DraftMode
  onMode: (mode: DraftMode) => void
  /** For the variables of saved replies. */
  about?: About
  /** At every key, so that others see who is writing. */
  onTyping?: () => void
  /** What "xong" still asks for; then the reply is sent without it and this is called. */
  onDone?: () => void
  /** Further triggers of the room that shows it, such as `#` for cases. */
  triggers?: Trigger[]
  /** Counts up whenever somebody chose to write here. */
  focus?: number
  /** Files chosen before it was open, such as a picture taken on a phone. */
  brought?: File[]
  /** After it was sent. */
  onSent?: () => void
}

/** Where a reply or a note is written. */
export function ReplyComposer(props: ReplyComposerProps) {
  const conversation = useQuery(ask(readConversation, { id: props.conversationId }))
  if (conversation.error && !conversation.data) {
    return (
      <div style={{ padding: '0 16px 14px' }}>
        <ErrorBox error={conversation.error} retry={() => conversation.refetch()} />
      </div>
    )
  }
  if (!conversation.data) return <Loading rows={1} />
  return <Writing key={`${props.conversationId}.${props.mode}`} {...props} conversation={conversation.data} />
}

function Writing({
  conversation,
  mode,
  onMode,
  about,
  onTyping,
  onDone,
  triggers = [],
  focus = 0,
  brought,
  onSent,
}: ReplyComposerProps & { conversation: Conversation }) {
  const t = useText(words)
  const [by, setBy] = useState<By>(conversation.sends ? 'mail' : 'log')
  const [goneOn, goOn] = useReducer((times: number) => times + 1, 0)
  const { keeper, shown } = useDraft(conversation.id, mode)
  const { draft } = shown
  const uploads = useFiles(keeper, brought, goOn)
  const isNote = mode === 'note'
  const sending = useSending(conversation, keeper, by, { onSent, onDone })
  const fact = useDraftFact(shown)
  const template = useTemplates(conversation, keeper, about, goOn)
  const because = (draft.text.trim() === '' && t.empty) || (uploads.busy && t.uploading)
  const write = (text: string) => {
    changeDraft(keeper, { text })
    onTyping?.()
  }
  const look: ComposerProps = {
    ...{ mode, onMode, value: draft.text, onChange: write, focus: focus + goneOn, disabled: sending.busy && !sending.waits },
    ...useLabels(conversation, by, draft),
    fact: sending.waits ? t.waitsForNetwork : fact,
    above: <Above {...{ conversation, keeper, isNote, by, onBy: setBy, uploads, onWrite: goOn }} />,
    onSend: () =>
      because || sending.busy || (isNote ? void sending.sendNote() : sending.sendReply(conversation.withThirdParty ? 'nothing' : 'wait')),
    onFiles: uploads.take,
    triggers: [...triggers, isNote ? MENTION : template.trigger],
    tools: <ComposerTools {...{ conversation, keeper, isNote, onFiles: uploads.take, onTemplate: template.append, onWrite: goOn }} />,
    send: isNote ? (
      <NoteButton busy={sending.busy} disabledBecause={because} onClick={sending.sendNote} />
    ) : (
      <SendButton
        {...{ by, aside: conversation.withThirdParty, busy: sending.busy, disabledBecause: because }}
        {...{ onSend: sending.sendReply, onWrite: goOn }}
      />
    ),
  }
  return <Composer {...look} />
}

function NoteButton(given: { busy: boolean; disabledBecause: string | false; onClick: () => void }) {
  const t = useText(words)
  return <Button variant="filled" label={t.writeNote} kbd="Control+Enter" does="conversations.note" {...given} />
}

/** Files of the draft. Whoever chose or removed one goes on writing. */
function useFiles(keeper: DraftKeeper, brought: File[] | undefined, onWrite: () => void) {
  const uploads = useUploads({ files: keeper.shown.draft.files, onChange: (files) => changeDraft(keeper, { files }) })
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are brought once
  useEffect(() => {
    if (brought) uploads.take(brought)
  }, [brought])
  return {
    ...uploads,
    take: (files: File[]) => {
      uploads.take(files)
      onWrite()
    },
    remove: (id: string) => {
      uploads.remove(id)
      onWrite()
    },
  }
}

const MENTION: Trigger = { letter: '@', find: suggestColleagues }

/** Names whom the words go to: the customer as they are called, anybody else by name. */
function useLabels(conversation: Conversation, by: By, draft: Pick<Draft, 'to'>) {
  const t = useText(words)
  const { channel, called, honorific, withThirdParty } = conversation
  const isCustomer = !withThirdParty && (by === 'log' || isToCustomer(conversation, draft))
  const to = draft.to.length > 0 && by === 'mail' ? draft.to : conversation.to
  const who = isCustomer ? (called.kind === 'company' ? called.name : addressed(honorific, called.name)) || t.customer : shortParties(to)
  return by === 'mail'
    ? { replyLabel: t.replyByMail, placeholder: t.writeTo(who) }
    : { replyLabel: channel === 'api' ? t.byLog : t.replyLogged, placeholder: t.logTo(who) }
}

function Above({
  conversation,
  keeper,
  isNote,
  by,
  onBy,
  uploads,
  onWrite,
}: {
  conversation: Conversation
  keeper: DraftKeeper
  isNote: boolean
  by: By
  onBy: (by: By) => void
  uploads: ReturnType<typeof useUploads>
  onWrite: () => void
}) {
  const t = useText(words)
  const { draft, conflict } = keeper.shown
  const choose = (does: (keeper: DraftKeeper) => void) => () => {
    does(keeper)
    onWrite()
  }
  return (
    <Stack gap={6}>
      {conflict && (
        <Banner
          tint="nghe"
          action={
            <Row gap={8}>
              <Button size="sm" label={t.useOther} onClick={choose(takeOtherDraft)} />
              <Button size="sm" label={t.keepMine} onClick={choose(keepMyDraft)} />
            </Row>
          }
        >
          {t.conflict}
        </Banner>
      )}
      {!isNote && <Recipients {...{ conversation, draft, by, onBy, onChange: (patch) => changeDraft(keeper, patch), onWrite }} />}
      {(uploads.files.length > 0 || uploads.going.length > 0 || uploads.trouble) && <AttachedFiles uploads={uploads} />}
      {!isNote && by === 'mail' && conversation.signature && draft.text.trim() !== '' && (
        <Txt size={12} tone={3} trunc title={conversation.signature}>
          {t.signature}
        </Txt>
      )}
    </Stack>
  )
}

/** `/` in the text and the list behind the button: both fill a saved reply for this customer and case. */
function useTemplates(conversation: Conversation, keeper: DraftKeeper, about: About | undefined, onWrite: () => void) {
  const t = useText(words)
  const may = useMay(getCard)
  const { customerId } = conversation
  const card = useQuery({ ...ask(getCard, { id: customerId ?? '' }), enabled: customerId !== null && may !== undefined, retry: false })
  const fill = (replyId: string) => fillFor(replyId, conversation, about, card.data?.language ?? 'vi', t.missing)
  const trigger: Trigger = {
    letter: '/',
    find: (q) => suggestReplies(q, conversation.channel),
    onPick: async ({ id }) => {
      const filled = await fill(id)
      const { text } = keeper.shown.draft
      changeDraft(keeper, { text: text.replace(`${markOf(id)} `, filled ?? '').replace(markOf(id), filled ?? '') })
    },
  }
  const append = async (replyId: string) => {
    const filled = await fill(replyId)
    const { text } = keeper.shown.draft
    if (filled) changeDraft(keeper, { text: text.trim() === '' ? filled : `${text.trimEnd()}\n\n${filled}` })
    onWrite()
  }
  return { trigger, append }
}
