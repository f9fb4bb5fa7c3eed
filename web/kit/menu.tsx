import { Menu as MantineMenu } from '@mantine/core'
import { useMergedRef } from '@mantine/hooks'
import { IconCheck } from '@tabler/icons-react'
import { useRouter } from '@tanstack/react-router'
import { type ComponentProps, Fragment, type ReactElement, type ReactNode, useEffect, useRef } from 'react'
import type { Endpoint } from '#platform/contract.ts'
import { shownKeys } from '../keyboard.ts'
import { mayOf, useMaybeMe } from '../session.tsx'
import { IconButton } from './buttons.tsx'
import type { Icon } from './kinds.ts'

export type MenuItem = {
  label: ReactNode
  icon?: Icon
  hint?: ReactNode
  onClick?: () => void
  to?: string
  kbd?: string
  danger?: boolean
  /** Ticked: one of a choice. */
  checked?: boolean
  /** Without this permission the entry is not there. */
  does?: Pick<Endpoint, 'needs'> | string
  disabledBecause?: string | false | undefined
}
export type MenuEntry = MenuItem | 'line' | { title: string } | false | undefined

/** Actions behind a button. `trigger` is any kit button, or `{ icon, label }` for a square one. */
export function Menu({
  trigger,
  items,
  side = 'bottom-end',
  label,
}: {
  trigger: ReactElement | { icon: Icon; label: string }
  items: MenuEntry[]
  side?: 'bottom-end' | 'bottom-start' | 'top-start' | 'top-end' | 'right-start'
  label?: string
}) {
  const shown = useAllowed(items)
  if (shown.length === 0) return null
  return (
    <MantineMenu
      position={side}
      shadow="none"
      transitionProps={{ duration: 120 }}
      trapFocus
      returnFocus
      withinPortal
      // Mantine would put an empty element with the focus into the menu, which holds nothing but its entries.
      withInitialFocusPlaceholder={false}
    >
      <MantineMenu.Target>
        <Holder>{'icon' in trigger && 'label' in trigger ? <IconButton icon={trigger.icon} label={trigger.label} /> : trigger}</Holder>
      </MantineMenu.Target>
      <MantineMenu.Dropdown aria-label={label}>
        {shown.map((entry, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is written, not sorted
          <Fragment key={at}>{entryOf(entry)}</Fragment>
        ))}
      </MantineMenu.Dropdown>
    </MantineMenu>
  )
}

/** Around the trigger; what Mantine says of the menu (it has one, it is open) belongs to the button inside, which is what a screen reader meets. */
function Holder({ children, ref, ...given }: ComponentProps<'span'>) {
  const { 'aria-haspopup': popup, 'aria-expanded': expanded, 'aria-controls': controls, ...rest } = given
  const own = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    const button = own.current?.querySelector('button,a')
    button?.setAttribute('aria-haspopup', String(popup ?? 'menu'))
    button?.setAttribute('aria-expanded', String(expanded ?? false))
    if (controls) button?.setAttribute('aria-controls', controls)
    else button?.removeAttribute('aria-controls')
  }, [popup, expanded, controls])
  return (
    <span {...rest} ref={useMergedRef(own, ref ?? null)} style={{ display: 'inline-flex' }}>
      {children}
    </span>
  )
}

function entryOf(entry: Exclude<MenuEntry, false | undefined>) {
  if (entry === 'line') return <MantineMenu.Divider role="separator" />
  if ('title' in entry) return <MantineMenu.Label>{entry.title}</MantineMenu.Label>
  return <Item {...entry} />
}

function Item({ label, icon: Mark, hint, onClick, to, kbd, danger, checked, disabledBecause }: MenuItem) {
  const router = useRouter({ warn: false })
  return (
    <MantineMenu.Item
      leftSection={Mark ? <Mark size={16} stroke={1.75} aria-hidden /> : undefined}
      rightSection={checked ? <IconCheck size={15} aria-hidden /> : kbd ? <kbd>{shownKeys(kbd)}</kbd> : undefined}
      disabled={Boolean(disabledBecause)}
      aria-current={checked ? 'true' : undefined}
      data-danger={danger || undefined}
      onClick={() => {
        onClick?.()
        if (to) router?.history.push(to)
      }}
    >
      {label}
      {(disabledBecause || hint) && <small>{disabledBecause || hint}</small>}
    </MantineMenu.Item>
  )
}

/** Entries this person may use, without lines left hanging. */
function useAllowed(items: MenuEntry[]): Exclude<MenuEntry, false | undefined>[] {
  const me = useMaybeMe()
  const kept = items.filter((entry): entry is Exclude<MenuEntry, false | undefined> => {
    if (!entry) return false
    return entry === 'line' || 'title' in entry || mayOf(me, entry.does) !== undefined
  })
  return kept.filter((entry, at) => entry !== 'line' || (at > 0 && at < kept.length - 1 && kept[at + 1] !== 'line'))
}
