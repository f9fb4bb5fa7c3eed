import { IconSend } from '@tabler/icons-react'
import { Suspense, useEffect, useState } from 'react'
import { FileButton, ReplyComposer } from '#conversations/places'
import { call } from '#web/api.ts'
import { Button, format, Loading, Menu, Row, type Trigger, Txt, useChannelName, useKeys, useText } from '#web/kit.tsx'
import { type CaseDetail, searchCases } from '../contract.ts'
import { caseLink } from './address.ts'
import type { Asking } from './CaseDialog.tsx'
import { caseWords } from './caseWords.ts'
import { shortName } from './look.ts'
import { PromiseBar } from './PromiseBar.tsx'
import { useChoices } from './useChange.ts'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

/** A conversation somebody chose to answer in; `begins`: by answering a message of it. */
export type Chosen = { conversationId: string; begins: boolean }
type Given = {
  detail: CaseDetail
  chosen: Chosen | undefined
  onChoose: (chosen: Chosen | undefined) => void
  onTyping: () => void
  ask: (asking: Asking) => void
}

/** The composer of the case: into the customer's newest conversation, or another one of it that was chosen. On a phone one line until it is touched. */
export function Answering({ detail, chosen, onChoose, onTyping, ask }: Given) {
  const isPhone = usePhone()
  const choices = useChoices()
  const { mode, open, focus, brought, begin, goOn, end } = useBeginning(detail, chosen)
  const conversation = answeredIn(detail, chosen)
  const typed = () => {
    // What is being written stays where it began, also when the customer writes from elsewhere meanwhile.
    if (conversation && !chosen) onChoose({ conversationId: conversation.id, begins: false })
    onTyping()
  }
  const sent = () => {
    end()
    onChoose(undefined)
  }
  const pick = (conversationId: string) => {
    onChoose({ conversationId, begins: false })
    goOn()
  }
  if (!conversation || !(detail.may.reply || detail.may.note)) return null
  const needsMore = choices?.causeNeeded || choices?.resolutionNeeded
  return (
    <div>
      <PromiseBar detail={detail} onPressed={() => (isPhone && !open ? undefined : goOn())} />
      {isPhone && !open ? (
        <OneLine detail={detail} who={conversation.who} onBegin={(files) => begin(detail.may.reply ? 'reply' : 'note', files)} />
      ) : (
        <Suspense fallback={<Loading rows={1} />}>
          {detail.conversations.length > 1 && <Into detail={detail} current={conversation.id} onPick={pick} />}
          <ReplyComposer
            key={conversation.id}
            conversationId={conversation.id}
            mode={mode}
            onMode={(next) => begin(next)}
            about={{ code: detail.code, link: `${location.origin}${caseLink(detail.code)}` }}
            onTyping={typed}
            onDone={needsMore ? () => ask({ what: 'resolve', row: detail }) : undefined}
            onSent={sent}
            triggers={[CASES]}
            focus={focus}
            brought={brought}
          />
        </Suspense>
      )}
    </div>
  )
}

type Mode = 'reply' | 'note'

/** What one writes, and since when: by key, by a tab, by answering a message, on a phone by touching the one line. */
function useBeginning(detail: CaseDetail, chosen: Chosen | undefined) {
  const c = useText(caseWords)
  const [mode, setMode] = useState<Mode>(detail.may.reply ? 'reply' : 'note')
  const [focus, setFocus] = useState(0)
  const [open, setOpen] = useState(false)
  const [brought, setBrought] = useState<File[]>()
  const goOn = () => setFocus((now) => now + 1)
  const begin = (next: Mode, files?: File[]) => {
    setMode(next)
    setOpen(true)
    setBrought(files)
    goOn()
  }
  const end = () => {
    setOpen(false)
    setFocus(0)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a message was chosen to be answered, once
  useEffect(() => (chosen?.begins ? begin('reply') : undefined), [chosen])
  useKeys([
    { keys: 'r', says: c.reply, does: () => begin('reply'), when: detail.may.reply },
    { keys: 'n', says: c.note, does: () => begin('note'), when: detail.may.note },
  ])
  return { mode, open, focus, brought, begin, goOn, end }
}

/** What was chosen, else the customer's newest conversation: whoever a message was passed on to is answered only on purpose. */
const answeredIn = ({ conversations }: CaseDetail, chosen: Chosen | undefined) =>
  conversations.find(({ id }) => id === chosen?.conversationId) ??
  conversations.find(({ withThirdParty }) => !withThirdParty) ??
  conversations[0]

/** `#` names another case. */
const CASES: Trigger = {
  letter: '#',
  find: async (q) => {
    if (q.trim().length < 2) return []
    const { items } = await call(searchCases, { q, limit: 8 })
    return items.map(({ case: { id, code, subject } }) => ({ id, label: code, detail: subject, insert: code }))
  },
}

function OneLine({ detail, who, onBegin }: { detail: CaseDetail; who: string | null; onBegin: (files?: File[]) => void }) {
  const t = useText(words)
  const c = useText(caseWords)
  return (
    <div style={{ display: 'flex', gap: 8, padding: '8px 12px', borderTop: '1px solid var(--line)', alignItems: 'center' }}>
      {detail.may.reply && <FileButton camera onFiles={onBegin} />}
      <button
        type="button"
        onClick={() => onBegin()}
        style={{
          ...{ flex: 1, height: 44, borderRadius: 22, border: '1px solid var(--ctl)', background: 'var(--surface)' },
          ...{ color: 'var(--tx3)', textAlign: 'left', padding: '0 16px', fontSize: 16, minWidth: 0 },
        }}
      >
        <Txt trunc>{detail.may.reply ? `${c.reply} ${who ?? shortName(detail.customer, t.unknownCustomer)}…` : c.note}</Txt>
      </button>
      <button
        type="button"
        aria-label={c.reply}
        onClick={() => onBegin()}
        style={{
          ...{ flex: 'none', width: 44, height: 44, borderRadius: 22, border: 0, padding: 0, cursor: 'pointer' },
          ...{ background: 'var(--brand)', color: 'var(--onfill)', display: 'grid', placeItems: 'center' },
        }}
      >
        <IconSend size={20} stroke={1.75} aria-hidden />
      </button>
    </div>
  )
}

/** Which of the conversations of this case the answer goes into. */
function Into({ detail, current, onPick }: { detail: CaseDetail; current: string; onPick: (id: string) => void }) {
  const c = useText(caseWords)
  const here = detail.conversations.find(({ id }) => id === current)
  const name = useChannelName(here?.channel ?? 'other')
  return (
    <Row gap={6} pad="6px 16px 0" align="center">
      <Txt size={12} tone={3}>
        {c.replyHere}
      </Txt>
      <Menu
        side="top-start"
        trigger={<Button size="sm" variant="subtle" label={[here?.who, name, here?.subject].filter(Boolean).join(' · ').slice(0, 60)} />}
        items={detail.conversations.map(({ id, subject, lastAt, who }) => ({
          label: [who, subject || format.dateTime(lastAt)].filter(Boolean).join(' · '),
          hint: format.dateTime(lastAt),
          checked: id === current,
          onClick: () => onPick(id),
        }))}
      />
    </Row>
  )
}
