const SCALES: Record<string, number> = {
  k: 1e3,
  n: 1e3,
  nghìn: 1e3,
  ngàn: 1e3,
  tr: 1e6,
  triệu: 1e6,
  trieu: 1e6,
  m: 1e6,
  tỷ: 1e9,
  tỉ: 1e9,
  ty: 1e9,
  ti: 1e9,
  b: 1e9,
}

/** Whole đồng from what people type: 1250000, 1.250.000, 1,250,000, 1,25tr, 1tr250, 2 tỷ. `null` when it is not an amount. */
export function readMoney(typed: string): number | null {
  const said = typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s₫đ\u00a0]|vnd/g, '')
  if (/^\d+$/.test(said)) return Number(said)
  if (/^\d{1,3}([.,]\d{3})+$/.test(said)) return Number(said.replace(/[.,]/g, ''))
  const [, amount = '', scale = '', rest = ''] = said.match(/^(\d+(?:[.,]\d+)?)(\p{L}+)(\d{0,3})$/u) ?? []
  const unit = SCALES[scale]
  if (!unit) return null
  const extra = rest === '' ? 0 : Number(rest.padEnd(3, '0')) * (unit / 1000)
  return Math.round(Number(amount.replace(',', '.')) * unit + extra)
}

/** `2026-11-24` from 24/11/2026, 24-11-26, 24.11 (this year), 24112026. `null` when there is no such day. */
export function readDate(typed: string, thisYear: number): string | null {
  const said = typed.trim()
  const [, day = '', month = '', year = ''] =
    said.match(/^(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}|\d{2}))?$/) ?? said.match(/^(\d{2})(\d{2})(\d{4}|\d{2})$/) ?? []
  if (day === '') return /^\d{4}-\d{2}-\d{2}$/.test(said) ? real(said) : null
  const full = year === '' ? thisYear : year.length === 2 ? 2000 + Number(year) : Number(year)
  return real(`${full}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
}

function real(day: string): string | null {
  const moment = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null
}

/** `14:05` from 14:05, 14h05, 14h, 1405, 9. `null` when there is no such time. */
export function readTime(typed: string): string | null {
  const said = typed.trim().toLowerCase()
  const [, hour = '', minute = '0'] = said.match(/^(\d{1,2})(?:[:h.](\d{0,2}))?$/) ?? said.match(/^(\d{1,2})(\d{2})$/) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${(minute || '0').padStart(2, '0')}`
}

/** Lower case without marks, đ = d: what "hung phat" finds Hùng Phát by. */
export function folded(words: string): string {
  return words
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll('đ', 'd')
}

/** Initials of a Vietnamese name, middle + given: Nguyễn Bích Ngọc → BN. */
export function initials(name: string): string {
  const words = name
    .normalize('NFC')
    .split(/[\s.,()[\]"'–-]+/)
    .filter((word) => /^[\p{L}\d]/u.test(word))
  return (
    words
      .slice(-2)
      .map((word) => [...word][0] ?? '')
      .join('')
      .toUpperCase() || '?'
  )
}
