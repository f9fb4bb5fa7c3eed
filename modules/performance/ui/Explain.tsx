import { format, Txt, useLanguage, useText } from '#web/kit.tsx'
import type { Tile } from '../contract.ts'
import { explained } from '../text/explain.ts'
import { formulas } from '../text/formulas.ts'
import { words } from '../text/screen.ts'
import { said } from './shown.ts'

const SHARES = ['gross', 'cohort', 'clearance', 'strict', 'bottom'] as const

/** Behind ⓘ: the formula, what was left out and why, companions, how sure it is, and how fresh. */
export function Explain({ tile, windowDays, dataAt }: { tile: Tile; windowDays: number; dataAt: Date }) {
  const t = useText(words)
  const all = useText(formulas)
  const language = useLanguage()
  const { metric, unit, numerator, denominator, pending, more } = tile
  const { how, out } = explained(metric, language, windowDays)
  const count = (value: number) => format.number(value, language)
  return (
    <>
      <b>{t.formula}</b>
      <span>{how}</span>
      {unit === 'percent' && <span className="num">{t.fraction(count(numerator), count(denominator))}</span>}
      <span>{out}</span>
      <Companions tile={tile} />
      <LeftOut tile={tile} />
      {pending > 0 && <span>{t.pendingLine(pending)}</span>}
      {unit !== 'count' && denominator > 0 && denominator < 5 && <span>{t.sample(denominator)}</span>}
      {typeof more.low === 'number' && typeof more.high === 'number' && (
        <span>{t.interval(said('percent', more.low, language), said('percent', more.high, language))}</span>
      )}
      <Txt tone={3}>{all.everywhere}</Txt>
      <Txt tone={3}>{t.dataAt(format.dateTime(dataAt, language))}</Txt>
    </>
  )
}

function Companions({ tile: { metric, more } }: { tile: Tile }) {
  const t = useText(words)
  const language = useLanguage()
  const named = { gross: t.gross, cohort: t.cohort, clearance: t.clearance, strict: t.strict, bottom: t.bottomMore }
  const lines: [string, string][] = SHARES.flatMap((name): [string, string][] =>
    typeof more[name] === 'number' ? [[named[name], said('percent', more[name], language)]] : [],
  )
  const number = (value: number | null | undefined, digits = 0) => format.number(value ?? 0, language, digits)
  if (metric === 'backlog') {
    lines.push([t.overdueMore, number(more.overdue)], [t.waitingMore, number(more.waiting)])
    if (typeof more.days === 'number') lines.push([t.daysMore, number(more.days, 1)])
  }
  if (typeof more.mean === 'number')
    lines.push([t.mean, metric === 'csat' ? `${number(more.mean, 2)} / 5` : said('seconds', more.mean, language)])
  if (typeof more.p90 === 'number' && metric !== 'csat') lines.push([t.p90, said('seconds', more.p90, language)])
  return lines.map(([label, value]) => (
    <span key={label} className="num">
      {label}: {value}
    </span>
  ))
}

function LeftOut({ tile: { excluded } }: { tile: Tile }) {
  const t = useText(words)
  const isNamed = (reason: string): reason is 'spam' => reason in t
  const reasons = Object.entries(excluded).filter(([, count]) => count > 0)
  if (reasons.length === 0) return null
  const total = reasons.reduce((sum, [, count]) => sum + count, 0)
  return (
    <span>{t.excludedLine(total, reasons.map(([reason, count]) => `${isNamed(reason) ? t[reason] : reason} ${count}`).join(', '))}</span>
  )
}
