import {
  IconApi,
  IconBrandMessenger,
  IconBuildingStore,
  IconMail,
  IconMailOpened,
  IconMessage,
  IconPhone,
  IconWorld,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { initials } from '../read.ts'
import { type Availability, useText } from '../session.tsx'
import { TierChip, type TierName } from './chips.tsx'
import { cx } from './cx.ts'
import type { Icon, Tint } from './kinds.ts'
import { Link } from './link.tsx'
import css from './people.module.css'
import { text } from './text.ts'

export type Channel = 'mail' | 'form' | 'phone' | 'counter' | 'letter' | 'zalo' | 'facebook' | 'api' | 'other'

const CHANNEL: Record<Channel, { icon?: Icon; letter?: string; word: keyof typeof text.vi }> = {
  mail: { icon: IconMail, word: 'channelMail' },
  form: { icon: IconWorld, word: 'channelForm' },
  phone: { icon: IconPhone, word: 'channelPhone' },
  counter: { icon: IconBuildingStore, word: 'channelCounter' },
  letter: { icon: IconMailOpened, word: 'channelLetter' },
  zalo: { letter: 'Z', word: 'channelZalo' },
  facebook: { icon: IconBrandMessenger, word: 'channelFacebook' },
  api: { icon: IconApi, word: 'channelApi' },
  other: { icon: IconMessage, word: 'channelOther' },
}

export function useChannelName(channel: Channel): string {
  return String(useText(text)[CHANNEL[channel].word])
}

/** Where something came from; with `worded` its name stands beside it. */
export function ChannelBadge({ channel, worded }: { channel: Channel; worded?: boolean }) {
  const name = useChannelName(channel)
  const { icon: Mark, letter } = CHANNEL[channel]
  const look = { className: css.channel, style: { background: `var(--ch-${channel})` } }
  const drawn = Mark ? <Mark size={10} stroke={2} aria-hidden /> : letter
  if (!worded) {
    return (
      <span {...look} role="img" aria-label={name} title={name}>
        {drawn}
      </span>
    )
  }
  return (
    <span className={css.worded}>
      <span {...look} aria-hidden>
        {drawn}
      </span>
      {name}
    </span>
  )
}

const TINTS = ['covit', 'nghe', 'ma', 'cham', 'sen', 'lam'] as const satisfies Tint[]

/** The same person has the same tint on every screen. */
function tintOf(seed: string): Tint {
  let sum = 0
  for (const letter of seed) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return TINTS[sum % TINTS.length] ?? 'covit'
}

/** Initials (middle + given name) on a tint that stays with the person; decoration beside a written name. */
export function Avatar({
  name,
  id,
  size = 36,
  channel,
  presence,
  picture,
}: {
  name: string
  id?: string
  size?: 22 | 24 | 28 | 30 | 32 | 36 | 44 | 56
  channel?: Channel
  presence?: Availability
  picture?: string
}) {
  const tint = tintOf(id ?? name)
  return (
    <span
      className={css.av}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(10, size * 0.36),
        background: `var(--${tint}-bg2)`,
        color: `var(--${tint}-tx)`,
      }}
    >
      {picture ? <img src={picture} alt="" /> : <span aria-hidden>{initials(name)}</span>}
      {channel && (
        <span className={css.ch} style={{ borderRadius: 5 }}>
          <ChannelBadge channel={channel} />
        </span>
      )}
      {presence && <span className={cx(css.presence, css[presence])} />}
    </span>
  )
}

/** Several people in little room; the rest as a number. */
export function Avatars({ people, most = 4 }: { people: { id: string; name: string }[]; most?: number }) {
  return (
    <span className={css.stack} title={people.map(({ name }) => name).join(', ')}>
      <span className="sr">{people.map(({ name }) => name).join(', ')}</span>
      {people.slice(0, most).map(({ id, name }) => (
        <Avatar key={id} id={id} name={name} size={22} />
      ))}
      {people.length > most && (
        <span className={css.av} style={{ width: 22, height: 22, fontSize: 10, background: 'var(--sunk2)' }}>
          +{people.length - most}
        </span>
      )}
    </span>
  )
}

export function useAvailabilityName(availability: Availability): string {
  const t = useText(text)
  return { accepting: t.accepting, away: t.away, off: t.off }[availability]
}

type PersonProps = {
  name: string
  id?: string
  /** Position, unit, or what they do here. */
  line?: ReactNode
  tier?: TierName | 1 | 2 | 3 | 4 | null
  availability?: Availability
  size?: 22 | 28 | 30 | 36 | 44
  to?: string
  right?: ReactNode
  boxed?: boolean
  selected?: boolean
  /** Kiêm nhiệm: a dashed edge. */
  dashed?: boolean
  foot?: ReactNode
}

/** A colleague: avatar, name, tier, one line. `boxed` is the card of the org chart. */
export function PersonCard({ name, id, line, tier, availability, size = 36, to, right, boxed, selected, dashed, foot }: PersonProps) {
  const inside = (
    <>
      <Avatar name={name} id={id} size={size} presence={availability} />
      <span className={css.who}>
        <span className={css.name}>
          <span className="trunc">{name}</span>
          {tier && <TierChip tier={tier} />}
        </span>
        {line && (
          <span className={cx(css.line, 'trunc')} style={{ display: 'block' }}>
            {line}
          </span>
        )}
        {foot}
      </span>
      {right}
    </>
  )
  const look = {
    className: css.person,
    'data-boxed': boxed || undefined,
    'data-selected': selected || undefined,
    'data-dashed': dashed || undefined,
  }
  return to ? (
    <Link to={to} {...look}>
      {inside}
    </Link>
  ) : (
    <span {...look}>{inside}</span>
  )
}
