import { IconAlertCircle, IconCircleCheck, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Failure, isNetwork } from '../failure.ts'
import { useKeys } from '../keyboard.ts'
import { currentLanguage } from '../language.ts'
import { useText } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import { Drawer } from './dialogs.tsx'
import { text } from './text.ts'
import { When } from './timeline.tsx'
import css from './undo.module.css'

type Told = {
  id: number
  /** What it is about, for `unsay`. */
  of?: string
  says: string
  tone: 'good' | 'bad'
  at: number
  undo?: () => Promise<unknown>
  shown: boolean
  length: number
}
let told: Told[] = []
let next = 0
const listeners = new Set<() => void>()
const change = (to: Told[]) => {
  told = to
  for (const listener of listeners) listener()
}
const useTold = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => told,
  )

/** Says what was done: `say('Đã đóng 12 phiếu.', { undo: () => call(reopenCases, …) })`. With `undo`, ten seconds and the key Z. */
export function say(says: string, { of, undo, tone = 'good' }: { of?: string; undo?: () => Promise<unknown>; tone?: 'good' | 'bad' } = {}) {
  const one: Told = { id: ++next, of, says, tone, at: Date.now(), undo, shown: true, length: undo || tone === 'bad' ? 10_000 : 5_000 }
  change([one, ...told].slice(0, 20))
}

/** What was said of this is no longer so: it was taken back elsewhere. */
export function unsay(of: string) {
  change(told.map((one) => (one.of === of ? { ...one, shown: false, undo: undefined } : one)))
}

/** Says why something failed, in the server's words. */
export function sayFailure(error: unknown) {
  const t = text[currentLanguage()]
  say(error instanceof Failure && error.message ? error.message : isNetwork(error) ? t.networkSays : t.errorTitle, { tone: 'bad' })
}

async function takeBack(one: Told) {
  if (!one.undo) return
  change(told.map((other) => (other.id === one.id ? { ...other, shown: false, undo: undefined } : other)))
  try {
    await one.undo()
    say(text[currentLanguage()].undone)
  } catch (error) {
    if (error instanceof Failure) sayFailure(error)
    else say(text[currentLanguage()].undoFailed, { tone: 'bad' })
  }
}

const hide = (id: number) => change(told.map((one) => (one.id === id ? { ...one, shown: false } : one)))

/** Bottom left; the shell has one. */
export function UndoHost() {
  const t = useText(text)
  const shown = useTold()
    .filter(({ shown: on }) => on)
    .slice(0, 3)
  const last = shown.find(({ undo }) => undo)
  useKeys([{ keys: 'z', says: t.undoKey, does: () => last && takeBack(last), group: 'general', when: last !== undefined }])
  return (
    <div className={css.host} role="status" aria-live="polite">
      {shown.map((one) => (
        <UndoToast key={one.id} {...one} />
      ))}
    </div>
  )
}

function UndoToast(one: Told) {
  const { id, says, tone, undo, length } = one
  const t = useText(text)
  const [paused, setPaused] = useState(false)
  const left = useRef(length)
  useEffect(() => {
    if (paused) return
    const from = Date.now()
    const timer = setTimeout(() => hide(id), left.current)
    return () => {
      clearTimeout(timer)
      left.current -= Date.now() - from
    }
  }, [paused, id])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing or focusing only stops the time
    <div
      className={css.toast}
      onMouseEnter={() => setPaused(true)}
      onMouseLeave={() => setPaused(false)}
      onFocus={() => setPaused(true)}
      onBlur={() => setPaused(false)}
    >
      <ToastInside
        says={says}
        tone={tone}
        onUndo={undo && (() => takeBack(one))}
        onClose={() => hide(id)}
        closeLabel={t.close}
        undoLabel={t.undo}
      />
      {undo && <i className={css.bar} style={{ animationDuration: `${length}ms` }} />}
    </div>
  )
}

export function ToastInside({
  says,
  tone,
  onUndo,
  onClose,
  closeLabel,
  undoLabel,
}: {
  says: string
  tone: 'good' | 'bad'
  onUndo?: () => void
  onClose: () => void
  closeLabel: string
  undoLabel: string
}) {
  return (
    <>
      {tone === 'good' ? (
        <IconCircleCheck size={18} stroke={1.75} className={css.good} aria-hidden />
      ) : (
        <IconAlertCircle size={18} stroke={1.75} className={css.bad} aria-hidden />
      )}
      <span>{says}</span>
      {onUndo && (
        <button type="button" className={`link ${css.act}`} onClick={onUndo}>
          {undoLabel} <kbd aria-hidden>Z</kbd>
        </button>
      )}
      <IconButton icon={IconX} label={closeLabel} size="small" onClick={onClose} />
    </>
  )
}

/** "Việc vừa làm": what can still be taken back. */
export function RecentlyDone({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useText(text)
  const list = useTold().filter(({ tone }) => tone === 'good')
  return (
    <Drawer open={open} onClose={onClose} title={t.recent} side="left">
      {list.length === 0 && <p>{t.recentEmpty}</p>}
      <ul className={css.list}>
        {list.map((one) => (
          <li key={one.id}>
            <span>
              {one.says}
              <br />
              <small className="num">
                <When at={one.at} />
              </small>
            </span>
            {one.undo && (
              <button type="button" className="link" onClick={() => takeBack(one)}>
                {t.undo}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Drawer>
  )
}
