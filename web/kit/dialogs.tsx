import { Drawer as MantineDrawer, Modal as MantineModal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useText } from '../session.tsx'
import css from './dialogs.module.css'
import { text } from './text.ts'
import { useTopmost } from './topmost.ts'

type Shown = { open: boolean; onClose: () => void; title: string; children: ReactNode }

/** A dialog in the middle. `actions` stand at the bottom right, the filled one last. */
export function Modal({ open, onClose, title, children, actions, size = 480 }: Shown & { actions?: ReactNode; size?: number }) {
  const t = useText(text)
  const close = useTopmost(open, onClose)
  return (
    <MantineModal
      opened={open}
      onClose={close}
      title={title}
      size={size}
      centered
      transitionProps={{ duration: 180 }}
      closeButtonProps={{ 'aria-label': t.close }}
      returnFocus
    >
      {children}
      {actions && <div className={css.foot}>{actions}</div>}
    </MantineModal>
  )
}

/** A panel from the side; on a phone it covers the screen. */
export function Drawer({
  open,
  onClose,
  title,
  children,
  side = 'right',
  size = 360,
}: Shown & { side?: 'left' | 'right' | 'bottom'; size?: number | string }) {
  const t = useText(text)
  const close = useTopmost(open, onClose)
  return (
    <MantineDrawer
      opened={open}
      onClose={close}
      title={title}
      position={side}
      size={size}
      transitionProps={{ duration: 240 }}
      closeButtonProps={{ 'aria-label': t.close }}
      returnFocus
    >
      {children}
    </MantineDrawer>
  )
}
