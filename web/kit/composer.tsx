import { IconLock, IconSend } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { useText } from '../session.tsx'
import css from './composer.module.css'
import { Suggestions, type Trigger, useSuggestions } from './suggestions.tsx'
import { text } from './text.ts'

export type ComposerProps = {
  mode: 'reply' | 'note'
  onMode?: (mode: 'reply' | 'note') => void
  value: string
  onChange: (value: string) => void
  /** "Trả lời qua thư": names the channel; the field's label for screen readers too. */
  replyLabel: string
  /** "Trả lời chị Ngọc…" */
  placeholder?: string
  /** A fact of the channel or of the draft: "Bản nháp lưu 09:41". */
  fact?: ReactNode
  /** Recipients, attachments: between the tabs and the words. */
  above?: ReactNode
  /** Under the words, left: attach, template, promise, form of address. */
  tools?: ReactNode
  /** Under the words, right: the send button. */
  send: ReactNode
  /** Ctrl ↵. */
  onSend: () => void
  /** `/` templates, `@` colleagues, `#` cases. */
  triggers?: Trigger[]
  onFiles?: (files: File[]) => void
  /** Counts up whenever somebody begins or goes on writing: the focus goes to the end of the words. 0: nobody has begun. */
  focus?: number
  /** On its way: nothing can be changed, and what is typed meanwhile goes nowhere. */
  disabled?: boolean
}

/** Where answers are written. The note tab turns the whole box nghe, so that nobody sends one to the customer. */
export function Composer(props: ComposerProps) {
  const { mode, value, onChange, replyLabel, placeholder, above, tools, send, onSend, triggers = [], onFiles, focus = 0, disabled } = props
  const t = useText(text)
  const area = useRef<HTMLTextAreaElement>(null)
  const suggestions = useSuggestions(area, value, onChange, triggers)
  useFocus(area, focus)
  useLeaving(area, value, disabled)
  const pressed = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (suggestions.key(event)) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
    }
    if (event.key === 'Escape') area.current?.blur()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: no control of its own, it only hands keys on to the words
    <div className={css.box} data-note={mode === 'note' || undefined} onKeyDown={(event) => typedBeside(event, area.current)}>
      <Top {...props} onWrite={() => toEnd(area.current)} />
      {above && <div className={css.above}>{above}</div>}
      <Suggestions of={suggestions} />
      <textarea
        ref={area}
        className={css.area}
        aria-label={mode === 'note' ? t.note : replyLabel}
        placeholder={mode === 'note' ? t.noteWarns : placeholder}
        value={value}
        readOnly={disabled}
        rows={3}
        onChange={(event) => onChange(event.target.value)}
        onSelect={suggestions.look}
        onKeyDown={pressed}
        onPaste={(event) => takeFiles(event.clipboardData.files, onFiles, event)}
        onDrop={(event) => takeFiles(event.dataTransfer.files, onFiles, event)}
      />
      <div className={css.foot}>
        <div className={css.tools}>{tools}</div>
        {send}
      </div>
    </div>
  )
}

function Top({ mode, onMode, replyLabel, fact, onWrite }: ComposerProps & { onWrite: () => void }) {
  const t = useText(text)
  const choose = (chosen: ComposerProps['mode']) => {
    if (chosen !== mode) onMode?.(chosen)
    onWrite()
  }
  return (
    <div className={css.top}>
      <div role="tablist" style={{ display: 'flex', gap: 2 }} aria-label={t.reply}>
        <button type="button" role="tab" className={css.tab} aria-selected={mode === 'reply'} onClick={() => choose('reply')}>
          <IconSend size={15} stroke={1.75} aria-hidden />
          {replyLabel}
        </button>
        <button type="button" role="tab" className={css.tab} aria-selected={mode === 'note'} onClick={() => choose('note')}>
          <IconLock size={15} stroke={1.75} aria-hidden />
          {t.note}
        </button>
      </div>
      <span className={css.fact}>{mode === 'note' ? t.noteWarns : fact}</span>
    </div>
  )
}

type Area = HTMLTextAreaElement | null

function toEnd(area: Area) {
  if (!area) return
  area.focus()
  area.setSelectionRange(area.value.length, area.value.length)
  area.scrollTop = area.scrollHeight
}

/** A menu that closes gives the focus back to its button 10 ms later, even when it was chosen there to write: then it is fetched once more. */
const AFTER_MENU = 40

function useFocus(area: RefObject<Area>, focus: number) {
  const before = useRef(0)
  useEffect(() => {
    const isMore = focus > before.current
    before.current = focus
    if (!isMore) return
    toEnd(area.current)
    const again = setTimeout(() => document.activeElement !== area.current && toEnd(area.current), AFTER_MENU)
    return () => clearTimeout(again)
  }, [area, focus])
}

/** While it is sent the focus stays, so that no key becomes a shortcut; once it is gone the shortcuts are back. */
function useLeaving(area: RefObject<Area>, value: string, disabled = false) {
  const was = useRef(false)
  useEffect(() => {
    if (was.current && value === '') area.current?.blur()
    was.current = disabled
  }, [area, value, disabled])
}

/** A letter typed on a button of the composer is meant for the words, never a shortcut that changes the case. */
function typedBeside(event: KeyboardEvent, area: Area) {
  const { target, currentTarget, key, nativeEvent } = event
  const isHere = target instanceof Element && currentTarget.contains(target) && !target.closest(TYPED_IN)
  const isLetter = (key.length === 1 && key !== ' ') || nativeEvent.keyCode === COMPOSES
  if (!isHere || !isLetter || event.ctrlKey || event.metaKey || event.altKey) return
  event.stopPropagation()
  toEnd(area)
}

const TYPED_IN = 'input:not([type=radio],[type=checkbox]),textarea'
const COMPOSES = 229

function takeFiles(files: FileList, onFiles: ((files: File[]) => void) | undefined, event: { preventDefault: () => void }) {
  if (files.length === 0 || !onFiles) return
  event.preventDefault()
  onFiles([...files])
}
