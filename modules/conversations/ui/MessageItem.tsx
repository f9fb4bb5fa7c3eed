import { IconArrowForwardUp, IconCopy, IconDownload, IconLetterCase } from '@tabler/icons-react'
import { useMemo } from 'react'
import {
  Chip,
  type DeliveryState,
  Link,
  type MenuEntry,
  MessageBubble,
  type MessageProps,
  Row,
  say,
  sayFailure,
  type TierName,
  Txt,
  useChannelName,
  useText,
} from '#web/kit.tsx'
import type { Message } from '../contract.ts'
import { MessageBody } from './MessageBody.tsx'
import { MessageFoot } from './MessageFoot.tsx'
import { enclosedIn } from './mailHtml.ts'
import { words } from './words.ts'

/** A message as higher rooms hand it over: `thanks` and `alsoIn` are theirs to tell. */
export type ThreadItem = Message & { thanks?: boolean; alsoIn?: { id: string; code: string; to: string }[] }

export type ItemDoes = {
  onForward: (message: Message) => void
  onDecode: (message: Message) => void
  /** Entries of the room that shows the thread. */
  more?: (message: Message) => MenuEntry[]
}

const STATES: Partial<Record<NonNullable<Message['delivery']>, DeliveryState>> = {
  queued: 'queued',
  sending: 'sending',
  deferred: 'deferred',
  sent: 'sent',
  bounced: 'bounced',
}
const TIERS = ['L1', 'L2', 'L3'] as const
const tierOf = (grade: string | null): TierName | null => TIERS.find((tier) => tier === grade) ?? null

/** One message of the thread with its state, its files and what can be done with it. */
export function MessageItem({
  message,
  meta,
  does,
  customerName,
}: {
  message: ThreadItem
  meta: boolean
  does: ItemDoes
  customerName: string
}) {
  const t = useText(words)
  const via = useVia(message)
  const files = useFiles(message)
  const actions = useActions(message, does)
  const { direction, author, from, sender, delivery, html } = message
  const bubble: Omit<MessageProps, 'children'> = {
    side: direction === 'in' ? 'customer' : direction === 'out' ? 'us' : 'note',
    author:
      direction === 'in'
        ? (sender ?? { name: from.name || from.address || customerName })
        : { id: author?.id, name: author?.name ?? t.automatic, tier: tierOf(author?.grade ?? null) },
    at: message.at,
    via,
    state: delivery ? (STATES[delivery] ?? null) : null,
    meta: meta || delivery === 'bounced',
    wide: Boolean(html?.includes('<table')),
    actions,
    files,
    foot: <Foot message={message} />,
  }
  return (
    <MessageBubble {...bubble}>
      <MessageBody message={message} />
    </MessageBubble>
  )
}

function Foot({ message }: { message: ThreadItem }) {
  const t = useText(words)
  const others = message.alsoIn ?? []
  return (
    <>
      {message.direction === 'out' && <MessageFoot message={message} />}
      {message.thanks && (
        <Txt size={12} tone={3}>
          {t.thanks}
        </Txt>
      )}
      {others.length > 0 && (
        <Row gap={6} wrap>
          <Txt size={12} tone={3}>
            {t.alsoIn('')}
          </Txt>
          {others.map(({ id, code, to }) => (
            <Link key={id} to={to}>
              <Chip small>{code}</Chip>
            </Link>
          ))}
        </Row>
      )}
    </>
  )
}

/** "Điện thoại, cuộc gọi, tự động"; "lan@khach.example · Thư". */
function useVia({ channel, kind, automatic, answered, direction, from, sender }: Message): string {
  const t = useText(words)
  const name = useChannelName(channel)
  if (direction === 'note') return ''
  const what = { call: t.call, visit: t.visit, forward: t.forwarded, message: '', letter: '', comment: '', automatic: '' }[kind]
  // Who wrote under another name, or none, is told by where it came from.
  const address = sender && from.name !== sender.name && from.address
  return [address, [name, what, automatic && t.automatic, answered && t.answered].filter(Boolean).join(', ')].filter(Boolean).join(' · ')
}

/** Files below the words; a picture that stands in the mail itself is not shown twice. */
function useFiles({ attachments, html }: Message) {
  return useMemo(() => {
    const enclosed = html?.includes('<img') ? enclosedIn(html) : new Set<string>()
    return attachments.filter(({ contentId }) => !contentId || !enclosed.has(contentId.replace(/[<>]/g, '')))
  }, [attachments, html])
}

function useActions(message: Message, { onForward, onDecode, more }: ItemDoes): MenuEntry[] {
  const t = useText(words)
  const copy = () => navigator.clipboard.writeText(message.text).then(() => say(t.copied), sayFailure)
  return [
    message.direction !== 'note' && {
      label: t.forward,
      icon: IconArrowForwardUp,
      does: 'conversations.reply',
      onClick: () => onForward(message),
    },
    { label: t.copy, icon: IconCopy, onClick: copy },
    ...(more?.(message) ?? []),
    message.hasOriginal && {
      label: t.original,
      icon: IconDownload,
      does: 'channels.original',
      onClick: () => location.assign(`/api/v1/conversations/messages/${message.id}/original`),
    },
    message.hasOriginal && { label: t.decode, icon: IconLetterCase, does: 'channels.original', onClick: () => onDecode(message) },
  ]
}
