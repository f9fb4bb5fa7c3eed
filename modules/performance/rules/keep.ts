import type { CalendarMark, CaseRow } from './facts.ts'

const calendarId = (mark: CalendarMark | null) => mark?.split(':')[0]
const isOlderVersion = (stored: CalendarMark | null, fresh: CalendarMark | null) =>
  stored !== null && stored !== fresh && calendarId(stored) === calendarId(fresh)

/**
 * Durations stay as they were counted when they happened: where the same stretch was stored on an earlier version of the
 * same calendar, that stands. A changed calendar changes what comes, never the past.
 */
export function keepTimes(stored: CaseRow | undefined, fresh: CaseRow): CaseRow {
  if (!stored || stored.createdAt !== fresh.createdAt) return fresh
  const kept = { ...fresh, spans: fresh.spans.map((span) => keepSpan(stored, fresh, span)) }
  const isSame =
    stored.firstResponseAt === fresh.firstResponseAt && isOlderVersion(stored.firstResponseCalendar, fresh.firstResponseCalendar)
  if (isSame)
    Object.assign(kept, { firstResponseSeconds: stored.firstResponseSeconds, firstResponseCalendar: stored.firstResponseCalendar })
  return kept
}

function keepSpan(stored: CaseRow, fresh: CaseRow, span: CaseRow['spans'][number]): CaseRow['spans'][number] {
  const old = stored.spans.find(({ seq }) => seq === span.seq)
  if (!old || old.doneAt !== span.doneAt || !isOlderVersion(old.calendar, span.calendar)) return span
  if (waitsUntil(stored, span.doneAt) !== waitsUntil(fresh, span.doneAt)) return span
  return { ...span, businessSeconds: old.businessSeconds, netSeconds: old.netSeconds, calendar: old.calendar }
}

/** The waits that lie before an instant, as one comparable text. */
function waitsUntil({ waits }: CaseRow, at: number | null): string {
  if (at === null) return ''
  return waits
    .filter(({ from }) => from < at)
    .map(({ from, until }) => `${from}-${Math.min(until ?? at, at)}`)
    .join()
}
