/** A day somebody named. `part`: sang, trua, chieu, toi, dem or its English; `at`: where it stands. */
export type DaySpoken = { at: number; day: string; isToday: boolean; part?: string }

const WEEKDAY: Record<string, number> = {
  ...{ hai: 1, ba: 2, tu: 3, nam: 4, sau: 5, bay: 6, '2': 1, '3': 2, '4': 3, '5': 4, '6': 5, '7': 6, cn: 7, 'chu nhat': 7 },
  ...{ monday: 1, tuesday: 2, wednesday: 3, thursday: 4, friday: 5, saturday: 6, sunday: 7 },
}
const MONTH: Record<string, number> = { jan: 1, feb: 2, mar: 3, apr: 4, may: 5, jun: 6, jul: 7, aug: 8, sep: 9, oct: 10, nov: 11, dec: 12 }
const PARTS = 'sang|trua|chieu|toi|dem|morning|afternoon|evening|noon'

type Reader = { pattern: RegExp; read: (match: RegExpExecArray, today: string) => { day: string; part?: string } | undefined }

/** Looked for in this order; the first that stands in the sentence is meant. */
const readers: readonly Reader[] = [
  {
    pattern: /(?:ngay\s+|on\s+|hom\s+)?\b(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?\b/u,
    read: (m, today) => dateOf(Number(m[1]), Number(m[2]), m[3], today),
  },
  {
    pattern: /\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam\s+(\d{4}))?/u,
    read: (m, today) => dateOf(Number(m[1]), Number(m[2]), m[3], today),
  },
  {
    pattern: /\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b/u,
    read: (m, today) => dateOf(Number(m[2]), MONTH[m[1] ?? ''] ?? 0, undefined, today),
  },
  {
    pattern: /\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b/u,
    read: (m, today) => dateOf(Number(m[1]), MONTH[m[2] ?? ''] ?? 0, undefined, today),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:(${PARTS})\s+)?(?:ngay\s+)?(?:(?<=(?:sang|trua|chieu|toi|dem|ngay|\dh|gio|\d)\s)mai|(?<!\p{L})mai(?=\s+(?:em|ben|minh|toi|shop|cong ty|ky thuat|nhan vien|se|anh|chi|nhe|nha|a\b)))\b`,
      'u',
    ),
    read: (m, today) => ({ day: later(today, 1), part: m[1] }),
  },
  { pattern: new RegExp(String.raw`\btomorrow(?:\s+(${PARTS}))?`, 'u'), read: (m, today) => ({ day: later(today, 1), part: m[1] }) },
  {
    pattern: new RegExp(String.raw`\b(?:(${PARTS})\s+)?(?:ngay kia|ngay mot|(?<=\s)mot(?=\s*(?:em|ben|minh|nhe|nha|a\b|,|$)))`, 'u'),
    read: (m, today) => ({ day: later(today, 2), part: m[1] }),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:(${PARTS})\s+)?(?<!lan )(?:thu\s+(hai|ba|tu|nam|sau|bay|[2-7])|t([2-7])|(chu nhat|cn))\b(\s+tuan\s+(?:sau|toi))?`,
      'u',
    ),
    read: (m, today) => weekdayAhead(WEEKDAY[m[2] ?? m[3] ?? m[4] ?? ''], Boolean(m[5]), today, m[1]),
  },
  {
    pattern: new RegExp(String.raw`\b(next\s+)?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)(?:\s+(${PARTS}))?`, 'u'),
    read: (m, today) => weekdayAhead(WEEKDAY[m[2] ?? ''], Boolean(m[1]), today, m[3]),
  },
  {
    pattern: /\b(?:dau\s+)?tuan\s+(?:sau|toi)\b/u,
    read: (m, today) => ({ day: later(today, (m[0].startsWith('dau') ? 8 : 12) - weekday(today)) }),
  },
  {
    pattern: /\b(?:cuoi tuan(?: nay)?|end of (?:the|this) week|this week)\b/u,
    read: (_, today) => ({ day: later(today, Math.max(0, 5 - weekday(today))) }),
  },
  { pattern: /\bnext week\b/u, read: (_, today) => ({ day: later(today, 12 - weekday(today)) }) },
  {
    pattern: /\b(?:cuoi ngay|cuoi gio|het ngay|trong ngay|end of (?:the )?day|eod)\b/u,
    read: (_, today) => ({ day: today, part: 'chieu' }),
  },
  {
    pattern: new RegExp(
      String.raw`\b(?:(${PARTS})\s+nay|(?:dau|cuoi)\s+gio\s+(chieu|sang)|(?:(${PARTS})\s+)?hom\s+nay|today|tonight|this\s+(${PARTS}))\b`,
      'u',
    ),
    read: (m, today) => ({ day: today, part: m[0] === 'tonight' ? 'tonight' : (m[1] ?? m[2] ?? m[3] ?? m[4]) }),
  },
  { pattern: /\bngay\s+(\d{1,2})(?!\d|\s*[:h/]|\s*gio)\b/u, read: (m, today) => dayOfMonth(Number(m[1]), today) },
]

/** The day a sentence names, if any. "trước thứ Sáu" without an hour means the day before is the last. */
export function dayIn(sentence: string, plain: string, today: string): DaySpoken | undefined {
  for (const { pattern, read } of readers) {
    const match = pattern.exec(plain)
    if (!match || isAName(sentence, match)) continue
    const found = read(match, today)
    if (!found) continue
    return { at: match.index, isToday: found.day === today, ...found }
  }
  return undefined
}

/** "chị Mai" is a person, "từ đó tới nay" is no evening. */
function isAName(sentence: string, match: RegExpExecArray): boolean {
  const written = sentence.normalize('NFC').slice(match.index, match.index + match[0].length)
  return /(?:^|\s)Mai$/u.test(written) || /tới nay/iu.test(written) || /\btư\b/u.test(written.replace(/thứ\s+tư/iu, ''))
}

const later = (day: string, days: number) => {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}
const weekday = (day: string) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

/** The next such weekday, today included; "tuần sau": the one of the calendar week after this. */
function weekdayAhead(wanted: number | undefined, nextWeek: boolean, today: string, part: string | undefined) {
  if (!wanted) return undefined
  const now = weekday(today)
  const days = nextWeek ? 7 - now + wanted : (wanted - now + 7) % 7
  return { day: later(today, days), part }
}

/** A date without a year is the next one; 31/2 is none. */
function dateOf(day: number, month: number, year: string | undefined, today: string) {
  const thisYear = Number(today.slice(0, 4))
  const named = year ? Number(year.length === 2 ? `20${year}` : year) : thisYear
  const made = isoDay(named, month, day)
  if (!made) return undefined
  if (year || made >= today) return { day: made }
  const next = isoDay(named + 1, month, day)
  return next ? { day: next } : undefined
}

function dayOfMonth(day: number, today: string) {
  const [year = 0, month = 0] = today.split('-').map(Number)
  const made = isoDay(year, month, day)
  if (made && made >= today) return { day: made }
  const next = month === 12 ? isoDay(year + 1, 1, day) : isoDay(year, month + 1, day)
  return next ? { day: next } : undefined
}

function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : undefined
}
