import { Modal as MantineModal } from '@mantine/core'
import { IconAlertTriangle, IconTrash } from '@tabler/icons-react'
import { type ReactNode, useId, useState, useSyncExternalStore } from 'react'
import { useText } from '../session.tsx'
import { Button } from './buttons.tsx'
import css from './dialogs.module.css'
import type { Icon } from './kinds.ts'
import { PlainInput } from './plain-input.tsx'
import { text } from './text.ts'
import { useTopmost } from './topmost.ts'

export type Question = {
  /** "Xóa dữ liệu của chị Bích Ngọc?" */
  title: string
  /** The exact consequences, with counts. */
  consequences: ReactNode
  /** The verb on the button: "Xóa hẳn". Without it something is only told, and `keep` closes it. */
  verb?: string
  /** The safe choice; "Giữ lại" unless told. */
  keep?: string
  danger?: boolean
  /** Only for personal data: XÓA must be typed. */
  typed?: boolean
  icon?: Icon
}

type Asked = Question & { answer: (yes: boolean) => void }
let asked: Asked | undefined
const listeners = new Set<() => void>()
const show = (question: Asked | undefined) => {
  asked = question
  for (const listener of listeners) listener()
}

/** Asks before what cannot be undone: `if (await confirm({ title, consequences, verb })) …`. */
export function confirm(question: Question): Promise<boolean> {
  asked?.answer(false)
  return new Promise((answer) =>
    show({
      ...question,
      answer: (yes) => {
        show(undefined)
        answer(yes)
      },
    }),
  )
}

/** Where the question appears; the shell has one. */
export function ConfirmHost() {
  const question = useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => asked,
  )
  const close = useTopmost(question !== undefined, () => question?.answer(false))
  return (
    <MantineModal.Root
      opened={question !== undefined}
      // Asked out of a dialog or a drawer, it stands in front of it.
      zIndex={300}
      onClose={close}
      size={460}
      centered
      transitionProps={{ duration: 180 }}
    >
      <MantineModal.Overlay />
      <MantineModal.Content aria-label={question?.title}>
        <MantineModal.Body>{question && <ConfirmBox key={question.title} {...question} />}</MantineModal.Body>
      </MantineModal.Content>
    </MantineModal.Root>
  )
}

/** What the dialog shows; alone only in the gallery. */
export function ConfirmBox({ title, consequences, verb, keep, danger, typed, icon, answer }: Asked) {
  const t = useText(text)
  const [word, setWord] = useState('')
  const id = useId()
  const Mark = icon ?? (danger ? IconTrash : IconAlertTriangle)
  const ready = !typed || word.trim().toUpperCase() === t.wordToType
  return (
    <div className={css.ask}>
      <span className={css.mark} data-danger={danger || undefined}>
        <Mark size={19} stroke={1.75} aria-hidden />
      </span>
      <div className={css.body}>
        <h2>{title}</h2>
        <div className={css.says}>{consequences}</div>
        {typed && (
          <PlainInput
            id={id}
            label={t.typeToConfirm(t.wordToType)}
            placeholder={t.typeToConfirm(t.wordToType)}
            value={word}
            onChange={setWord}
          />
        )}
        <div className={css.foot}>
          <Button label={keep ?? t.keep} autoFocus onClick={() => answer(false)} />
          {verb && (
            <Button
              label={verb}
              variant={danger ? 'dangerFilled' : 'filled'}
              disabledBecause={!ready && t.typeToConfirm(t.wordToType)}
              onClick={() => answer(true)}
            />
          )}
        </div>
      </div>
    </div>
  )
}
