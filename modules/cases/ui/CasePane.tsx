import { IconArrowBackUp, IconGitBranch } from '@tabler/icons-react'
import { Suspense, useState } from 'react'
import { ConversationThread, type ThreadItem } from '#conversations/places'
import {
  Banner,
  Button,
  ErrorBox,
  Failure,
  format,
  Loading,
  type MenuEntry,
  OffPaper,
  PageProblem,
  Txt,
  useLanguage,
  usePrinting,
  useText,
  useTitle,
} from '#web/kit.tsx'
import type { CaseDetail } from '../contract.ts'
import { Answering, type Chosen } from './Answering.tsx'
import { caseLink } from './address.ts'
import { type Asking, CaseDialog } from './CaseDialog.tsx'
import { CaseHead } from './CaseHead.tsx'
import { caseWords } from './caseWords.ts'
import { shortName } from './look.ts'
import { PrintedHead } from './PrintedHead.tsx'
import { useCase, useThread } from './useCase.ts'
import { usePeopleHere } from './usePeople.ts'
import { useReading } from './useReading.ts'
import { words } from './words.ts'

/** The open case: what it is, what was said, and where to answer. */
export function CasePane({ reference, back, onCustomer }: { reference: string; back: string; onCustomer: () => void }) {
  const found = useCase(reference)
  const detail = found.data
  if (!detail && found.error) {
    const isGone = found.error instanceof Failure && [403, 404].includes(found.error.status)
    return isGone ? <PageProblem error={found.error} /> : <ErrorBox error={found.error} retry={() => void found.refetch()} />
  }
  if (!detail) return <Loading of="thread" rows={5} retry={() => void found.refetch()} />
  return <Opened detail={detail} back={back} onCustomer={onCustomer} />
}

function Opened({ detail, back, onCustomer }: { detail: CaseDetail; back: string; onCustomer: () => void }) {
  const [asking, setAsking] = useState<Asking>()
  const [isLeftUnread, setLeftUnread] = useState(false)
  const [chosen, setChosen] = useState<Chosen>()
  const { others, typed } = usePeopleHere(detail.id)
  useTitle(`${detail.code} ${detail.subject}`)
  useReading(detail, isLeftUnread)
  return (
    <>
      {usePrinting() && <PrintedHead detail={detail} />}
      <OffPaper>
        <CaseHead
          detail={detail}
          back={back}
          onCustomer={onCustomer}
          ask={setAsking}
          others={others}
          onUnread={() => setLeftUnread(true)}
        />
      </OffPaper>
      <Notices detail={detail} />
      <Said
        detail={detail}
        ask={setAsking}
        onReply={(conversationId) => setChosen({ conversationId, begins: true })}
        typing={others.filter(({ typing }) => typing).map(({ name }) => name)}
      />
      <OffPaper>
        {!detail.mergedInto && <Answering detail={detail} chosen={chosen} onChoose={setChosen} onTyping={typed} ask={setAsking} />}
      </OffPaper>
      {asking && <CaseDialog asking={asking} onClose={() => setAsking(undefined)} />}
    </>
  )
}

function Notices({ detail }: { detail: CaseDetail }) {
  const t = useText(caseWords)
  const language = useLanguage()
  const { mergedInto, snoozedUntil, isSpam } = detail
  const lines = [
    mergedInto && { tint: 'lam' as const, says: t.mergedSays(mergedInto.code), to: caseLink(mergedInto.code) },
    isSpam && { tint: 'son' as const, says: t.isSpam },
    snoozedUntil && { tint: 'nghe' as const, says: t.snoozedUntil(format.dateTime(snoozedUntil, language)) },
    ofResolved(detail, t, language),
  ].filter((line) => line !== null && line !== false)
  if (lines.length === 0) return null
  return (
    <div style={{ display: 'grid', gap: 6, padding: '8px 16px 0' }}>
      {lines.map(({ tint, says, ...rest }) => (
        <Banner key={says} tint={tint} action={'to' in rest && <Button size="sm" label={t.open} to={rest.to} />}>
          {says}
        </Banner>
      ))}
    </div>
  )
}

/** What becomes of the next message of the customer: it reopens this case, or goes where the conversation has gone on. */
function ofResolved({ status, reopensUntil, goesOnIn, followUps }: CaseDetail, t: typeof caseWords.vi, language: 'vi' | 'en') {
  const tint = 'ma' as const
  if (status.category !== 'resolved') return null
  if (!goesOnIn) return reopensUntil && { tint, says: t.resolvedSays(format.dateTime(reopensUntil, language)) }
  const { id, code, seen } = goesOnIn
  const says = followUps.some((one) => one.id === id) ? t.goesOnInFollowUp(code) : t.goesOnSays(code)
  return { tint, says, ...(seen && { to: caseLink(code) }) }
}

function Said({
  detail,
  ask,
  onReply,
  typing,
}: {
  detail: CaseDetail
  ask: (asking: Asking) => void
  onReply: (conversationId: string) => void
  typing: string[]
}) {
  const t = useText(words)
  const c = useText(caseWords)
  const { items, lines, more, query } = useThread(detail)
  if (query.isPending) return <Loading of="thread" rows={5} retry={() => void query.refetch()} />
  if (query.error && items.length === 0) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  const messages = items.map(
    ({ alsoIn, ...message }): ThreadItem => ({
      ...message,
      alsoIn: alsoIn.map((other) => ({ ...other, to: caseLink(other.code) })),
    }),
  )
  const further = ({ id, subject, conversationId, direction }: ThreadItem): MenuEntry[] => [
    detail.may.reply &&
      direction !== 'note' && {
        label: c.replyThis,
        icon: IconArrowBackUp,
        does: 'conversations.reply',
        onClick: () => onReply(conversationId),
      },
    {
      label: c.split,
      icon: IconGitBranch,
      does: 'cases.open',
      onClick: () => ask({ what: 'split', row: detail, messageId: id, subject: subject || detail.subject }),
    },
  ]
  return (
    <Suspense fallback={<Loading of="thread" rows={5} />}>
      <ConversationThread
        label={t.conversation(shortName(detail.customer, t.unknownCustomer))}
        customerName={detail.customer?.name ?? t.unknownCustomer}
        items={messages}
        lines={lines}
        older={more}
        more={further}
        end={typing.length > 0 && <Typing names={typing} />}
      />
    </Suspense>
  )
}

function Typing({ names }: { names: string[] }) {
  const c = useText(caseWords)
  return (
    <Txt size={12} tone="nghe">
      {c.isTyping(names.join(', '))}
    </Txt>
  )
}
