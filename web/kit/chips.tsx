import {
  IconArchive,
  IconBuildingFactory,
  IconCancel,
  IconCircleCheck,
  IconCircleDashed,
  IconDiamondFilled,
  IconHourglass,
  IconPlayerPause,
  IconProgress,
  IconRotate,
  IconUsers,
  IconX,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useText } from '../session.tsx'
import css from './chips.module.css'
import { cx } from './cx.ts'
import type { Icon, Tint } from './kinds.ts'
import { text } from './text.ts'

/** A word or two in the colour of its meaning. With `onRemove` it can be taken away. */
export function Chip({
  tint = 'grey',
  icon: Mark,
  small,
  outline,
  onRemove,
  name,
  children,
}: {
  tint?: Tint
  icon?: Icon
  small?: boolean
  outline?: boolean
  onRemove?: () => void /** What a screen reader calls it when it is removed. */
  name?: string
  children: ReactNode
}) {
  const t = useText(text)
  return (
    <span className={cx(css.chip, css[tint], small && css.sm, outline && css.outline)}>
      {Mark && <Mark size={13} stroke={1.75} aria-hidden />}
      <span className="trunc">{children}</span>
      {onRemove && (
        <button
          type="button"
          className={css.drop}
          aria-label={t.remove(name ?? (typeof children === 'string' ? children : ''))}
          onClick={onRemove}
        >
          <IconX size={12} aria-hidden />
        </button>
      )}
    </span>
  )
}

/** 1 Khẩn cấp … 4 Thấp. */
export type SeverityLevel = 1 | 2 | 3 | 4
const SEVERITY_TINT = { 1: 'son', 2: 'nghe', 3: 'lam', 4: 'grey' } as const satisfies Record<SeverityLevel, Tint>
const BARS = { 1: 3, 2: 3, 3: 2, 4: 1 } as const
const BAR_FILL = { 1: 'var(--son-dot)', 2: 'var(--nghe-dot)', 3: 'var(--lam-dot)', 4: 'var(--tx3)' } as const

export function useSeverityName(level: SeverityLevel): string {
  const t = useText(text)
  return { 1: t.severity1, 2: t.severity2, 3: t.severity3, 4: t.severity4 }[level]
}

/** The glyph alone (in a row), or with its word as a chip. */
export function Severity({ level, chip, size = 14 }: { level: SeverityLevel; chip?: boolean; size?: number }) {
  const name = useSeverityName(level)
  if (!chip) return <SeverityGlyph level={level} size={size} name={name} />
  return (
    <span className={cx(css.chip, css[SEVERITY_TINT[level]])}>
      <SeverityGlyph level={level} size={12} name={name} silent />
      {name}
    </span>
  )
}

function SeverityGlyph({ level, size, name, silent }: { level: SeverityLevel; size: number; name: string; silent?: boolean }) {
  if (level === 1) {
    return (
      <svg width={size} height={size} viewBox="0 0 14 14" role="img" aria-hidden={silent}>
        <title>{name}</title>
        <rect width="14" height="14" rx="3.5" fill="var(--son-fill)" />
        <path d="M7 3.2v4.4" stroke="var(--onfill)" strokeWidth="1.9" strokeLinecap="round" />
        <circle cx="7" cy="10.6" r="1.1" fill="var(--onfill)" />
      </svg>
    )
  }
  const fill = (bar: number) => (bar <= BARS[level] ? BAR_FILL[level] : 'var(--sunk2)')
  return (
    <svg width={size} height={size} viewBox="0 0 14 14" role="img" aria-hidden={silent}>
      <title>{name}</title>
      <rect x="1" y="8" width="3" height="5" rx="1" fill={fill(1)} />
      <rect x="5.5" y="5" width="3" height="8" rx="1" fill={fill(2)} />
      <rect x="10" y="2" width="3" height="11" rx="1" fill={fill(3)} />
    </svg>
  )
}

export type StatusCategory =
  | 'new'
  | 'active'
  | 'waiting_customer'
  | 'waiting_internal'
  | 'waiting_third_party'
  | 'waiting_approval'
  | 'resolved'
  | 'closed'
  | 'cancelled'
  | 'reopened'

const STATUS: Record<StatusCategory, { tint: Tint; icon: Icon; word: keyof typeof text.vi }> = {
  new: { tint: 'lam', icon: IconCircleDashed, word: 'statusNew' },
  active: { tint: 'covit', icon: IconProgress, word: 'statusActive' },
  waiting_customer: { tint: 'grey', icon: IconPlayerPause, word: 'statusWaitingCustomer' },
  waiting_internal: { tint: 'nghe', icon: IconUsers, word: 'statusWaitingInternal' },
  waiting_third_party: { tint: 'nghe', icon: IconBuildingFactory, word: 'statusWaitingThirdParty' },
  waiting_approval: { tint: 'cham', icon: IconHourglass, word: 'statusWaitingApproval' },
  resolved: { tint: 'ma', icon: IconCircleCheck, word: 'statusResolved' },
  closed: { tint: 'grey', icon: IconArchive, word: 'statusClosed' },
  cancelled: { tint: 'grey', icon: IconCancel, word: 'statusCancelled' },
  reopened: { tint: 'son', icon: IconRotate, word: 'statusReopened' },
}

/** The status of a case: colour and shape by category, words the company's own when given. */
export function StatusChip({ category, label, small }: { category: StatusCategory; label?: string; small?: boolean }) {
  const t = useText(text)
  const { tint, icon, word } = STATUS[category]
  return (
    <Chip tint={tint} icon={icon} small={small}>
      {label ?? String(t[word])}
    </Chip>
  )
}

export type TierName = 'L1' | 'L2' | 'L3' | 'L4'
const TIER_TINT: Record<TierName, string | undefined> = { L1: undefined, L2: css.covit, L3: css.cham, L4: css.cham }

/** The tier that handles a case; L4 is the board. */
export function TierChip({ tier }: { tier: TierName | 1 | 2 | 3 | 4 }) {
  const t = useText(text)
  const name: TierName = typeof tier === 'number' ? `L${tier}` : tier
  return (
    <span className={cx(css.tier, TIER_TINT[name])} title={t.tierSays(name === 'L4' ? t.tierTop : name)}>
      {name === 'L4' ? t.tierTop : name}
    </span>
  )
}

/** The customer's tier, always sen with a diamond: Vàng, VIP… */
export function CustomerTier({ label, small = true }: { label: string; small?: boolean }) {
  return (
    <span className={cx(css.chip, css.sen, small ? css.ctier : css.sm)}>
      <IconDiamondFilled size={small ? 10 : 12} aria-hidden />
      {label}
    </span>
  )
}
