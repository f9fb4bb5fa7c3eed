import { IconArrowLeft } from '@tabler/icons-react'
import { Avatar, format, Txt, useLanguage, useText } from '#web/kit.tsx'
import type { Person } from '../../contract/shapes.ts'
import { chartWords } from '../../text/chart.ts'
import { hatWords } from '../../text/hats.ts'
import css from './chart.module.css'
import { type ChartData, type Column, type Group, groupsOf, headsOf, othersOf, rowsOf, within } from './columns.ts'
import { LOOK } from './functions.ts'
import { type Loads, loadOf } from './load.ts'
import { LoadWords, PersonInColumn, Vacancy } from './PersonInColumn.tsx'

type Given = {
  data: ChartData
  loads: Loads | undefined
  unitId: string | undefined
  mainOnly: boolean
  selectedId: string | undefined
  onSelect: (person: Person) => void
  onUnit: (unitId: string | undefined) => void
}

/** Heads, and below them every unit with columns of what its people do in care; whoever serves several functions stands in each of them. */
export function Chart({ data, loads, unitId, mainOnly, selectedId, onSelect, onUnit }: Given) {
  const t = useText(chartWords)
  const shown = within(data, unitId)
  const others = othersOf(shown)
  const hasHead = headsOf(data).length > 0
  return (
    <div className={css.chart}>
      <Heads data={data} selectedId={selectedId} onSelect={onSelect} />
      {rowsOf(groupsOf(shown, loads, mainOnly)).map((row, at) => (
        <Groups
          key={row[0]?.unit?.id ?? 'none'}
          row={row}
          isLinked={at === 0 && hasHead}
          {...{ loads, unitId, selectedId, onSelect, onUnit }}
        />
      ))}
      {others.length > 0 && (
        <>
          <Txt as="h2" size={13} weight={600} tone={2}>
            {t.others}
          </Txt>
          <div className={css.others}>
            {others.map((person) => (
              <Boss key={person.id} person={person} selected={person.id === selectedId} onSelect={() => onSelect(person)} />
            ))}
          </div>
        </>
      )}
    </div>
  )
}

type Grouped = Pick<Given, 'loads' | 'unitId' | 'selectedId' | 'onSelect' | 'onUnit'>

/** Units beside each other, each as wide as its columns are many; `isLinked`: lines lead here from whoever heads care. */
function Groups({ row, isLinked, unitId, onUnit, ...given }: Grouped & { row: readonly Group[]; isLinked: boolean }) {
  const columns = row.reduce((sum, group) => sum + group.columns.length, 0)
  const widths = row.map((group) => `minmax(0, ${group.columns.length}fr)`).join(' ')
  return (
    <div className={css.groups} data-linked={isLinked || undefined} style={{ maxWidth: columns * WIDEST, gridTemplateColumns: widths }}>
      {row.map((group) => (
        <div key={group.unit?.id ?? 'none'} className={css.group}>
          <Bar group={group} unitId={unitId} onUnit={onUnit} />
          <div className={css.columns}>
            {group.columns.map((column) => (
              <OneColumn key={column.of} column={column} {...given} />
            ))}
          </div>
        </div>
      ))}
    </div>
  )
}

/** A column is never wider than this, in pixels. */
const WIDEST = 300

/** Which unit this is and who leads it; pressed, the chart shows only this one. */
function Bar({ group: { unit, people }, unitId, onUnit }: { group: Group } & Pick<Given, 'unitId' | 'onUnit'>) {
  const t = useText(chartWords)
  if (!unit) return <div className={css.team}>{t.noUnit}</div>
  const { id, name, kind, leadId, leadName } = unit
  const isTeam = kind === 'team'
  return (
    <button type="button" className={css.team} aria-pressed={id === unitId} onClick={() => onUnit(id === unitId ? undefined : id)}>
      <b>
        {name} · {t.people(people)}
      </b>
      <span className={css.lead}>
        <Txt tone={3}>{leadName ? (isTeam ? t.lead : t.inCharge) : isTeam ? t.noLead : ''}</Txt>
        {leadName && <Avatar name={leadName} id={leadId ?? undefined} size={22} />}
        {leadName}
      </span>
    </button>
  )
}

function Heads({ data, selectedId, onSelect }: Pick<Given, 'data' | 'selectedId' | 'onSelect'>) {
  const t = useText(chartWords)
  return headsOf(data).map(({ head, above }) => (
    <div key={head.id} className={css.heads}>
      {above && above.id !== head.id && (
        <div className={css.above}>
          <Boss person={above} selected={above.id === selectedId} onSelect={() => onSelect(above)} />
          <span className={css.arrow}>
            <IconArrowLeft size={16} stroke={1.75} aria-hidden />
            {t.reports}
            <i aria-hidden />
          </span>
        </div>
      )}
      <Boss person={head} isHead selected={head.id === selectedId} onSelect={() => onSelect(head)} />
    </div>
  ))
}

function Boss({ person, isHead, selected, onSelect }: { person: Person; isHead?: boolean; selected: boolean; onSelect: () => void }) {
  const names = useText(hatWords)
  const t = useText(chartWords)
  const hat = person.hats.find(({ main }) => main)?.hat
  const isNamed = (given: string | undefined): given is keyof typeof hatWords.vi => given !== undefined && given in names
  const line = [...new Set([person.positionTitle ?? (isNamed(hat) ? names[hat] : t.noHats), person.unitName ?? ''])]
    .filter(Boolean)
    .join(' · ')
  return (
    <button type="button" className={css.boss} data-head={isHead || undefined} aria-pressed={selected} onClick={onSelect}>
      <Avatar name={person.name} id={person.id} size={32} presence={person.availability} />
      <span>
        <Txt as="div" weight={500} trunc>
          {person.name}
        </Txt>
        <Txt as="div" size={12} tone={3} trunc>
          {line}
        </Txt>
      </span>
    </button>
  )
}

function OneColumn({ column, loads, selectedId, onSelect }: { column: Column } & Pick<Given, 'loads' | 'selectedId' | 'onSelect'>) {
  const t = useText(chartWords)
  const names = useText(hatWords)
  const language = useLanguage()
  const { icon: Mark, tint } = LOOK[column.of]
  const { places, vacancies, load, shares } = column
  return (
    <section className={css.column} aria-label={names[column.of]}>
      <div className={css.fn} style={{ borderTopColor: `var(--${tint}-dot)` }}>
        <h2>
          <span style={{ color: `var(--${tint}-tx)`, display: 'inline-flex' }}>
            <Mark size={16} stroke={1.75} aria-hidden />
          </span>
          <span className="trunc">{names[column.of]}</span>
        </h2>
        <div className={css.line}>
          <span>{t.fte(places.length, format.number(shares, language, 1))}</span>
          <LoadWords load={load} />
        </div>
        {load !== undefined && (
          <span className={css.bar} aria-hidden>
            <i style={{ width: `${Math.min(100, load * 100)}%`, background: load > 1 ? 'var(--son-dot)' : `var(--${tint}-dot)` }} />
          </span>
        )}
      </div>
      {places.map((place) => (
        <PersonInColumn
          key={place.person.id}
          place={place}
          load={loadOf(loads, place.person)}
          selected={place.person.id === selectedId}
          onSelect={() => onSelect(place.person)}
        />
      ))}
      {vacancies.map((position) => (
        <Vacancy key={position.id} position={position} />
      ))}
    </section>
  )
}
