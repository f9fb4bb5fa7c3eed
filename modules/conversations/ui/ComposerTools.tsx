import { IconDots, IconMessage2Plus, IconSlash, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { IconButton, Menu, say, sayFailure, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import type { Conversation } from '../contract.ts'
import { type DraftKeeper, dropDraft } from './drafts.ts'
import { FileButton } from './FileButton.tsx'
import { Honorifics } from './pronouns.tsx'
import { words } from './words.ts'

const SavedRepliesDialog = later(() => import('./SavedRepliesDialog.tsx').then((loaded) => loaded.SavedRepliesDialog))

const ContactDialog = later(() => import('./ContactDialog.tsx').then((loaded) => loaded.ContactDialog))

const isPhone = () => window.matchMedia('(max-width: 699px)').matches

/** Under the words: files, saved replies, the form of address, and what is rarer. */
export function ComposerTools({
  conversation,
  keeper,
  isNote,
  onFiles,
  onTemplate,
  onWrite,
}: {
  conversation: Conversation
  keeper: DraftKeeper
  isNote: boolean
  onFiles: (files: File[]) => void
  onTemplate: (replyId: string) => void
  /** A dialog over the words was closed. */
  onWrite: () => void
}) {
  const t = useText(words)
  const [choosing, setChoosing] = useState(false)
  const [logging, setLogging] = useState(false)
  const discard = () => dropDraft(keeper).then(() => say(t.discarded), sayFailure)
  const close = () => {
    setChoosing(false)
    setLogging(false)
    onWrite()
  }
  return (
    <>
      {isPhone() && <FileButton camera onFiles={onFiles} />}
      <FileButton onFiles={onFiles} />
      {!isNote && <IconButton icon={IconSlash} label={t.template} kbd="/" does="knowledge.read" orHide onClick={() => setChoosing(true)} />}
      <Menu
        side="top-start"
        trigger={{ icon: IconDots, label: t.moreTools }}
        items={[
          { label: t.contactTitle, icon: IconMessage2Plus, does: 'conversations.reply', onClick: () => setLogging(true) },
          { label: t.discard, icon: IconTrash, danger: true, onClick: discard },
        ]}
      />
      {!isNote && <Honorifics text={keeper.shown.draft.text} honorific={conversation.honorific} selfWord={conversation.selfWord} />}
      {choosing && (
        <SavedRepliesDialog
          channel={conversation.channel}
          onClose={close}
          onPick={(id) => {
            close()
            onTemplate(id)
          }}
        />
      )}
      {logging && <ContactDialog conversationId={conversation.id} onClose={close} />}
    </>
  )
}
