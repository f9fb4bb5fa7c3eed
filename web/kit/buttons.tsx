import type { MouseEvent, ReactElement, ReactNode } from 'react'
import type { Endpoint } from '#platform/contract.ts'
import { shownKeys } from '../keyboard.ts'
import { useMay, useText } from '../session.tsx'
import css from './buttons.module.css'
import { cx } from './cx.ts'
import type { Icon } from './kinds.ts'
import { Link } from './link.tsx'
import { text } from './text.ts'
import { Tooltip } from './tooltip.tsx'

type Pressed = {
  /** The command it triggers (or a permission): without it the button stands disabled and says why. */
  does?: Pick<Endpoint, 'needs'> | string
  /** With `does`: not shown at all to people who can never use it. */
  orHide?: boolean
  /** A reason of the moment, such as "Chưa chọn phiếu nào". */
  disabledBecause?: string | false | undefined
  onClick?: () => void
  /** Opens a screen instead; it is then a link. */
  to?: string
  /** The key that does the same, in the manner of `useKeys`: shown, not registered. */
  kbd?: string
}

export type ButtonProps = Pressed & {
  label: ReactNode
  icon?: Icon
  iconRight?: Icon
  variant?: 'filled' | 'default' | 'subtle' | 'danger' | 'dangerFilled'
  size?: 'sm' | 'md' | 'lg' | 'touch'
  /** Under way: shows it and takes no second press. */
  busy?: boolean
  type?: 'button' | 'submit'
  full?: boolean
  /** Focus goes here when it appears (the safe choice of a dialog). */
  autoFocus?: boolean
  /** Why, on hover. */
  hint?: string
}

/** Knows from the contract whether this person may press it. One filled button a screen. */
export function Button({
  label,
  icon: Mark,
  iconRight: After,
  variant = 'default',
  size = 'md',
  busy,
  type = 'button',
  full,
  autoFocus,
  hint,
  ...pressed
}: ButtonProps) {
  const { hidden, reason } = useReason(pressed)
  if (hidden) return null
  const name = cx(css.btn, css[variant], size !== 'md' && css[size], full && css.full)
  const inside = (
    <>
      {busy ? <span className={css.spin} aria-hidden /> : Mark && <Mark size={size === 'sm' ? 14 : 16} stroke={1.75} aria-hidden />}
      {label}
      {After && <After size={14} stroke={1.75} aria-hidden />}
      {pressed.kbd && <kbd aria-hidden>{shownKeys(pressed.kbd)}</kbd>}
    </>
  )
  if (pressed.to && !reason) {
    return wrapped(
      hint,
      <Link to={pressed.to} className={name} onClick={pressed.onClick}>
        {inside}
      </Link>,
    )
  }
  return wrapped(
    reason || hint,
    <button
      type={type}
      className={name}
      aria-disabled={reason || busy ? true : undefined}
      aria-busy={busy}
      ref={autoFocus ? focused : undefined}
      onClick={guarded(pressed.onClick, Boolean(reason || busy))}
    >
      {inside}
    </button>,
  )
}

export type IconButtonProps = Pressed & {
  icon: Icon
  /** What it does, for the tooltip and screen readers. */
  label: string
  variant?: 'subtle' | 'boxed' | 'brand'
  size?: 'small' | 'md'
  pressed?: boolean
  /** A number that waits behind it. */
  badge?: number
  expanded?: boolean
}

/** A square with an icon. Its label is its tooltip. */
export function IconButton({
  icon: Mark,
  label,
  variant = 'subtle',
  size = 'md',
  pressed: down,
  badge,
  expanded,
  ...pressed
}: IconButtonProps) {
  const { hidden, reason } = useReason(pressed)
  if (hidden) return null
  const name = cx(css.ib, variant === 'boxed' && css.boxed, variant === 'brand' && css.brand, size === 'small' && css.small)
  const inside = (
    <>
      <Mark size={size === 'small' ? 15 : 17} stroke={1.75} aria-hidden />
      {badge ? <span className={css.badge}>{badge > 99 ? '99+' : badge}</span> : null}
    </>
  )
  if (pressed.to && !reason) {
    return wrapped(
      label,
      <Link to={pressed.to} className={name} aria-label={label}>
        {inside}
      </Link>,
      pressed.kbd,
    )
  }
  return wrapped(
    reason ? `${label}. ${reason}` : label,
    <button
      type="button"
      className={name}
      aria-label={label}
      aria-pressed={down}
      aria-expanded={expanded}
      aria-disabled={reason ? true : undefined}
      onClick={guarded(pressed.onClick, Boolean(reason))}
    >
      {inside}
    </button>,
    pressed.kbd,
  )
}

/** A main command and, at its right, a menu of its variants: `<Split><Button …/><Menu …/></Split>`. */
export const Split = ({ children }: { children: ReactNode }) => <span className={css.split}>{children}</span>

function useReason({ does, orHide, disabledBecause }: Pressed) {
  const t = useText(text)
  const may = useMay(does)
  return { hidden: !may && orHide, reason: may ? disabledBecause || undefined : t.notAllowed }
}

const focused = (button: HTMLButtonElement | null) => button?.focus()

/** A disabled button keeps its focus and its reason; it only does nothing. */
function guarded(onClick: (() => void) | undefined, stopped: boolean) {
  return (event: MouseEvent) => {
    if (stopped) return event.preventDefault()
    onClick?.()
  }
}

function wrapped(says: string | undefined, element: ReactElement<Record<string, unknown>>, kbd?: string) {
  return says ? (
    <Tooltip says={says} kbd={kbd}>
      {element}
    </Tooltip>
  ) : (
    element
  )
}
