import { IconUserPlus } from '@tabler/icons-react'
import { Avatar, format, TierChip, useLanguage, useText } from '#web/kit.tsx'
import type { Person } from '../../contract/shapes.ts'
import { chartWords } from '../../text/chart.ts'
import css from './chart.module.css'
import { type Place, type Position, partsOf } from './columns.ts'
import { LOOK } from './functions.ts'

/** The load of somebody in the colours of what they do; without a known load, their time. More than all of it is full and red. */
export function SplitBar({ person, load, tall }: { person: Person; load: number | undefined; tall?: boolean }) {
  const filled = Math.min(1, load ?? 1)
  return (
    <span className={css.bar} data-tall={tall || undefined} aria-hidden>
      {partsOf(person).map(({ of, share }) => (
        <i
          key={of}
          style={{
            width: `${share * filled}%`,
            background: load !== undefined && load > 1 ? 'var(--son-dot)' : of === 'other' ? 'var(--tx3)' : `var(--${LOOK[of].tint}-dot)`,
          }}
        />
      ))}
    </span>
  )
}

export function LoadWords({ load }: { load: number | undefined }) {
  const t = useText(chartWords)
  const language = useLanguage()
  if (load === undefined) return <span />
  const shown = format.percent(load, language, 0)
  return load > 1 ? <span className={`num ${css.over}`}>{t.overloaded(shown)}</span> : <span className="num">{shown}</span>
}

/** A person in one function. Pressed: all their cards are ringed and the dock opens. */
export function PersonInColumn({
  place,
  load,
  selected,
  onSelect,
}: {
  place: Place
  load: number | undefined
  selected: boolean
  onSelect: () => void
}) {
  const t = useText(chartWords)
  const { person, share, isMain, isOnly } = place
  const line = isOnly ? t.oneRole(share) : isMain ? t.mainRole(share) : t.sideRole(share)
  return (
    <button type="button" className={css.card} data-side={!isMain || undefined} aria-pressed={selected} onClick={onSelect}>
      <span className={css.who}>
        <Avatar name={person.name} id={person.id} size={24} presence={person.availability} />
        <span className="trunc" title={person.name}>
          {person.name}
        </span>
        {person.grade && <TierChip tier={person.grade} />}
      </span>
      <span className={css.line}>
        <span className="trunc">{line}</span>
        <LoadWords load={load} />
      </span>
      <SplitBar person={person} load={load} />
    </button>
  )
}

export function Vacancy({ position }: { position: Position }) {
  const t = useText(chartWords)
  return (
    <div className={css.vacant}>
      <span className={css.who}>
        <IconUserPlus size={16} stroke={1.75} aria-hidden />
        <span className="trunc" title={position.title}>
          {t.vacancy}
        </span>
        {position.grade && <TierChip tier={position.grade} />}
      </span>
      {position.note || position.title}
    </div>
  )
}
