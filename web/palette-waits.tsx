import { IconSearch } from '@tabler/icons-react'
import { useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import css from './palette-waits.module.css'
import { useText } from './session.tsx'
import { text } from './text.ts'

type Waiting = { typed: string; onType: (words: string) => void; onClose: () => void }

/** Stands where the palette will be while its code comes, and keeps what is typed meanwhile. */
export function PaletteWaits({ typed, onType, onClose }: Waiting) {
  const t = useText(text)
  const box = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => box.current?.focus(), [])
  return createPortal(
    <div className={css.waits}>
      <IconSearch size={17} stroke={1.75} aria-hidden />
      <input
        ref={box}
        aria-label={t.palette}
        placeholder={t.jump}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
    </div>,
    document.body,
  )
}
