import { Tooltip as MantineTooltip } from '@mantine/core'
import type { ReactElement, ReactNode } from 'react'
import { shownKeys } from '../keyboard.ts'

/** One or two lines about the thing under the pointer or focus; the key that does the same after it. */
export function Tooltip({
  says,
  kbd,
  children,
  side = 'bottom',
}: {
  says: ReactNode
  kbd?: string
  children: ReactElement<Record<string, unknown>>
  side?: 'top' | 'bottom' | 'left' | 'right'
}) {
  if (!says) return children
  return (
    <MantineTooltip
      label={
        <>
          {says}
          {kbd && <kbd style={{ marginLeft: 8 }}>{shownKeys(kbd)}</kbd>}
        </>
      }
      position={side}
      openDelay={600}
      events={{ hover: true, focus: true, touch: false }}
      multiline
      maw={320}
      transitionProps={{ duration: 120 }}
    >
      {children}
    </MantineTooltip>
  )
}

/** A key as it is printed: `<Kbd keys="Control+Enter" />` → Ctrl ↵. */
export const Kbd = ({ keys }: { keys: string }) => <kbd>{shownKeys(keys)}</kbd>
