import { IconArrowLeft } from '@tabler/icons-react'
import { Avatar, format, Txt, useLanguage, useText } from '#web/kit.tsx'
import type { Person } from '../../contract/shapes.ts'
import { chartWords } from '../../text/chart.ts'
import { hatWords } from '../../text/hats.ts'
import css from './chart.module.css'
import { type ChartData, type Column, columnsOf, headsOf, othersOf, teamsOf, within } from './columns.ts'
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

/** Heads, teams, and six columns of what care does; whoever serves several functions stands in each of them. */
export function Chart({ data, loads, unitId, mainOnly, selectedId, onSelect, onUnit }: Given) {
  const t = useText(chartWords)
  const shown = within(data, unitId)
  const others = othersOf(shown)
  return (
    <div className={css.chart}>
      <Heads data={data} selectedId={selectedId} onSelect={onSelect} />
      <div className={css.teams}>
        {teamsOf(data).map(({ id, name, leadId, leadName, people }) => (
          <button
            key={id}
            type="button"
            className={css.team}
            aria-pressed={id === unitId}
            onClick={() => onUnit(id === unitId ? undefined : id)}
          >
            <b>
              {name} · {t.people(people)}
            </b>
            <Txt tone={3}>{leadName ? t.lead : t.noLead}</Txt>
            {leadName && <Avatar name={leadName} id={leadId ?? undefined} size={22} />}
            {leadName}
          </button>
        ))}
      </div>
      <div className={css.columns}>
        {columnsOf(shown, loads, mainOnly).map((column) => (
          <OneColumn key={column.of} column={column} loads={loads} selectedId={selectedId} onSelect={onSelect} />
        ))}
      </div>
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

function Heads({ data, selectedId, onSelect }: Pick<Given, 'data' | 'selectedId' | 'onSelect'>) {
  const t = useText(chartWords)
  return (
    <div className={css.heads}>
      {headsOf(data).map(({ head, above }) => (
        <div key={head.id} className={css.heads}>
          {above && above.id !== head.id && (
            <>
              <Boss person={above} selected={above.id === selectedId} onSelect={() => onSelect(above)} />
              <span className={css.arrow}>
                <IconArrowLeft size={16} stroke={1.75} aria-hidden />
                {t.reports}
              </span>
            </>
          )}
          <Boss person={head} isHead selected={head.id === selectedId} onSelect={() => onSelect(head)} />
        </div>
      ))}
    </div>
  )
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
      {places.length + vacancies.length === 0 && (
        <Txt size={12} tone={3}>
          {t.emptyColumn}
        </Txt>
      )}
    </section>
  )
}
