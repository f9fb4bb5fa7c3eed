import { format, KpiTile, useLanguage, useText } from '#web/kit.tsx'
import type { Metric, Tile } from '../contract.ts'
import { doorWords } from '../text/doors.ts'
import { explained } from '../text/explain.ts'
import { words } from '../text/screen.ts'
import { Explain } from './Explain.tsx'
import css from './report.module.css'
import { changeOf, said, shownValue } from './shown.ts'

type Lines = Record<string, (number | null)[]> | undefined

/** All figures at once; the chosen one opens below. */
export function Tiles({
  tiles,
  lines,
  windowDays,
  dataAt,
  selected,
  onSelect,
}: {
  tiles: Tile[]
  lines: Lines
  windowDays: number
  dataAt: Date
  selected: Metric
  onSelect: (metric: Metric) => void
}) {
  return (
    <div className={css.tiles}>
      {tiles.map((tile, at) => (
        <One
          key={tile.metric}
          tile={tile}
          spark={(lines?.[tile.metric] ?? []).filter((value) => value !== null)}
          windowDays={windowDays}
          dataAt={dataAt}
          selected={tile.metric === selected}
          notch={at >= tiles.length / 2}
          onSelect={() => onSelect(tile.metric)}
        />
      ))}
    </div>
  )
}

type OneProps = {
  tile: Tile
  spark: number[]
  windowDays: number
  dataAt: Date
  selected: boolean
  notch: boolean
  onSelect: () => void
}

function One({ tile, spark, windowDays, dataAt, selected, notch, onSelect }: OneProps) {
  const t = useText(words)
  const language = useLanguage()
  const { metric, unit, value, previous, target, direction, more } = tile
  const { label } = explained(metric, language, windowDays)
  const shown = shownValue(unit, value, language)
  const doors = useText(doorWords)
  const meanOf = (of: number) => (metric === 'csat' ? `${format.number(of, language, 1)}/5` : doors.mean(said(unit, of, language)))
  const mean = typeof more.mean === 'number' ? ` · ${meanOf(more.mean).replaceAll(' ', '\u00a0')}` : ''
  const goal = target === null ? null : said(unit, target, language)
  return (
    <KpiTile
      label={`${label}${mean}`}
      value={shown.value}
      unit={shown.unit}
      change={changeOf({ unit, metric, value, before: previous?.value ?? null }, language)}
      target={goal === null ? null : direction === 'up' ? t.goal(goal) : t.ceiling(goal)}
      spark={spark}
      goal={target}
      selected={selected}
      notch={notch}
      onSelect={onSelect}
      info={<Explain tile={tile} windowDays={windowDays} dataAt={dataAt} />}
    />
  )
}
