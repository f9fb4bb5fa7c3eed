import { IconArrowDown } from '@tabler/icons-react'
import { type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button, DayLine, format, type MenuEntry, type More, Row, SystemLine, Thread, Txt, useLanguage, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import type { Message } from '../contract.ts'
import { MessageItem, type ThreadItem } from './MessageItem.tsx'
import { words } from './words.ts'

const ForwardDialog = later(() => import('./ForwardDialog.tsx').then((loaded) => loaded.ForwardDialog))

const DecodeDialog = later(() => import('./DecodeDialog.tsx').then((loaded) => loaded.DecodeDialog))

export type ThreadLine = { id: string; words: { vi: string; en: string }; by: { name: string }; at: Date }

export type ConversationThreadProps = {
  /** "Cuộc trao đổi với chị Ngọc" */
  label: string
  customerName: string
  items: ThreadItem[]
  /** Grey lines of what happened between the messages. */
  lines: ThreadLine[]
  older: More
  /** Further entries in a message's menu. */
  more?: (message: Message) => MenuEntry[]
  /** Below the last message: who is writing now. */
  end?: ReactNode
}

type Entry = { at: Date; message?: ThreadItem; line?: ThreadLine }

/** What was said and what happened, oldest first, kept at its end while the reader is there. */
export function ConversationThread({ label, customerName, items, lines, older, more, end }: ConversationThreadProps) {
  const t = useText(words)
  const [forwarded, setForwarded] = useState<Message>()
  const [garbled, setGarbled] = useState<Message>()
  const entries = useMemo(() => merged(items, lines), [items, lines])
  const { ref, inner, away, toEnd } = useEnd(items[0]?.id, entries[0]?.at.getTime())
  return (
    <div style={{ position: 'relative', display: 'flex', flexDirection: 'column', flex: 1, minHeight: 0 }}>
      <Thread label={label} ref={ref}>
        <div ref={inner} style={{ display: 'flex', flexDirection: 'column', gap: 12 }}>
          {older.has && (
            <Row justify="center">
              <Button size="sm" variant="subtle" label={t.older} busy={older.loading} onClick={older.load} />
            </Row>
          )}
          {entries.length === 0 && <Txt tone={3}>{t.noMessages}</Txt>}
          {entries.map((entry, at) => (
            <Shown
              key={entry.message?.id ?? entry.line?.id}
              entry={entry}
              before={entries[at - 1]}
              after={entries[at + 1]}
              customerName={customerName}
              does={{ onForward: setForwarded, onDecode: setGarbled, more }}
            />
          ))}
          {end}
        </div>
      </Thread>
      {away && (
        <div style={{ position: 'absolute', bottom: 10, left: 0, right: 0, display: 'flex', justifyContent: 'center' }}>
          <Button size="sm" icon={IconArrowDown} label={t.newest} onClick={toEnd} />
        </div>
      )}
      {forwarded && <ForwardDialog message={forwarded} onClose={() => setForwarded(undefined)} />}
      {garbled && <DecodeDialog message={garbled} onClose={() => setGarbled(undefined)} />}
    </div>
  )
}

const merged = (items: ThreadItem[], lines: ThreadLine[]): Entry[] =>
  [...items.map((message) => ({ at: message.at, message })), ...lines.map((line) => ({ at: line.at, line }))].sort(
    (one, other) => one.at.getTime() - other.at.getTime(),
  )

function Shown({
  entry,
  before,
  after,
  customerName,
  does,
}: {
  entry: Entry
  before?: Entry
  after?: Entry
  customerName: string
  does: Parameters<typeof MessageItem>[0]['does']
}) {
  const language = useLanguage()
  const isNewDay = !before || format.dayOf(before.at) !== format.dayOf(entry.at)
  return (
    <>
      {isNewDay && <DayLine at={entry.at} />}
      {entry.line && <SystemLine at={entry.at}>{entry.line.words[language]}</SystemLine>}
      {entry.message && (
        <MessageItem message={entry.message} meta={!isFollowed(entry.message, after?.message)} does={does} customerName={customerName} />
      )}
    </>
  )
}

/** The same voice goes on within two minutes: one meta line for both. */
function isFollowed(message: ThreadItem, next: ThreadItem | undefined): boolean {
  if (!next || message.direction === 'note' || next.direction !== message.direction) return false
  const same = next.author?.id === message.author?.id && next.from.address === message.from.address && next.delivery === message.delivery
  return same && next.channel === message.channel && next.at.getTime() - message.at.getTime() < 120_000
}

/** Stays at the newest message while the reader is there; keeps their place when older ones are put above. */
function useEnd(newest: string | undefined, oldest: number | undefined) {
  const ref = useRef<HTMLDivElement>(null)
  const inner = useRef<HTMLDivElement>(null)
  const stuck = useRef(true)
  const height = useRef(0)
  const [away, setAway] = useState(false)
  const toEnd = () => {
    stuck.current = true
    ref.current?.scrollTo({ top: ref.current.scrollHeight })
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: older messages came above; the distance to the end stays
  useLayoutEffect(() => {
    const box = ref.current
    if (box && !stuck.current) box.scrollTop += box.scrollHeight - height.current
  }, [oldest])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new message is followed only by who was at the end
  useLayoutEffect(() => {
    if (stuck.current) toEnd()
  }, [newest])
  useLayoutEffect(() => {
    const box = ref.current
    const content = inner.current
    if (!box || !content) return
    const look = () => {
      const gap = box.scrollHeight - box.scrollTop - box.clientHeight
      stuck.current = gap < 60
      height.current = box.scrollHeight
      setAway(gap > 400)
    }
    const watcher = new ResizeObserver(() => {
      if (stuck.current) box.scrollTop = box.scrollHeight
      height.current = box.scrollHeight
    })
    watcher.observe(content)
    watcher.observe(box)
    box.addEventListener('scroll', look, { passive: true })
    return () => {
      watcher.disconnect()
      box.removeEventListener('scroll', look)
    }
  }, [])
  return { ref, inner, away, toEnd }
}
