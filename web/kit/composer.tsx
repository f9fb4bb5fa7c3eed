import { IconLock, IconSend } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
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
  autoFocus?: boolean
  disabled?: boolean
}

/** Where answers are written. The note tab turns the whole box nghe, so that nobody sends one to the customer. */
export function Composer(props: ComposerProps) {
  const { mode, value, onChange, replyLabel, placeholder, above, tools, send, onSend, triggers = [], onFiles, autoFocus, disabled } = props
  const t = useText(text)
  const area = useRef<HTMLTextAreaElement>(null)
  const suggestions = useSuggestions(area, value, onChange, triggers)
  useEffect(() => {
    if (autoFocus) area.current?.focus()
  }, [autoFocus])
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
    <div className={css.box} data-note={mode === 'note' || undefined}>
      <Top {...props} />
      {above && <div className={css.above}>{above}</div>}
      <Suggestions of={suggestions} />
      <textarea
        ref={area}
        className={css.area}
        aria-label={mode === 'note' ? t.note : replyLabel}
        placeholder={mode === 'note' ? t.noteWarns : placeholder}
        value={value}
        disabled={disabled}
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

function Top({ mode, onMode, replyLabel, fact }: ComposerProps) {
  const t = useText(text)
  return (
    <div className={css.top}>
      <div role="tablist" style={{ display: 'flex', gap: 2 }} aria-label={t.reply}>
        <button type="button" role="tab" className={css.tab} aria-selected={mode === 'reply'} onClick={() => onMode?.('reply')}>
          <IconSend size={15} stroke={1.75} aria-hidden />
          {replyLabel}
        </button>
        <button type="button" role="tab" className={css.tab} aria-selected={mode === 'note'} onClick={() => onMode?.('note')}>
          <IconLock size={15} stroke={1.75} aria-hidden />
          {t.note}
        </button>
      </div>
      <span className={css.fact}>{mode === 'note' ? t.noteWarns : fact}</span>
    </div>
  )
}

function takeFiles(files: FileList, onFiles: ((files: File[]) => void) | undefined, event: { preventDefault: () => void }) {
  if (files.length === 0 || !onFiles) return
  event.preventDefault()
  onFiles([...files])
}
