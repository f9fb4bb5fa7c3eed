/**
 * The Vietnamese lunar calendar at UTC+7, after the algorithm that Hồ Ngọc Đức published (www.informatik.uni-leipzig.de/~duc/amlich);
 * new moons and the sun's longitude after Jean Meeus, "Astronomical Algorithms" (1998). Good from 1800 to 2199.
 * A day begins at midnight of Hà Nội, so the calendar differs from the Chinese one (UTC+8) in some years, such as 1985, 2007 and 2030.
 */
export type LunarDay = {
  /** 1–30. */
  day: number
  /** 1 (Giêng) – 12 (Chạp). */
  month: number
  /** The month repeats the one before it (tháng nhuận). */
  leap: boolean
  /** The solar year in which this lunar year begins. */
  year: number
}

const HA_NOI = 7 / 24
const DAY = 86_400_000
/** Julian day number of 1 January 1970. */
const EPOCH = 2_440_588
/** New moon number 0 was on 1 January 1900. */
const NEW_MOON_ZERO = 2_415_021.076998695
const SYNODIC_MONTH = 29.530588853

/** The lunar day of a solar `YYYY-MM-DD`. */
export function lunarOf(solar: string): LunarDay {
  const day = julianOf(solar)
  const monthStart = newMoonBefore(day)
  const solarYear = Number(solar.slice(0, 4))

  const ownEleventh = eleventhMonth(solarYear)
  const [from, to, year] =
    ownEleventh >= monthStart
      ? [eleventhMonth(solarYear - 1), ownEleventh, solarYear]
      : [ownEleventh, eleventhMonth(solarYear + 1), solarYear + 1]
  const since = Math.floor((monthStart - from) / 29)
  const leapAt = leapAfter(from, to)
  const month = (((leapAt !== undefined && since >= leapAt ? since - 1 : since) + 10) % 12) + 1
  return { day: day - monthStart + 1, month, leap: since === leapAt, year: month >= 11 && since < 4 ? year - 1 : year }
}

/** The solar `YYYY-MM-DD` of a lunar day; undefined when that year has no such day (a 30th in a short month, a leap month it lacks). */
export function solarOf({ day, month, leap, year }: LunarDay): string | undefined {
  const start = monthStart({ month, leap, year })
  if (start === undefined || day < 1 || day > lengthOfMonth(start)) return undefined
  return solarOfJulian(start + day - 1)
}

/** 29 or 30; undefined when the year has no such month. */
export function daysInLunarMonth(month: Omit<LunarDay, 'day'>): number | undefined {
  const start = monthStart(month)
  return start === undefined ? undefined : lengthOfMonth(start)
}

/** The leap month of a lunar year, if it has one: 2025 → 6. */
export function leapMonthOf(year: number): number | undefined {
  for (let month = 1; month <= 12; month++) if (monthStart({ month, leap: true, year }) !== undefined) return month
  return undefined
}

const STEMS = ['Canh', 'Tân', 'Nhâm', 'Quý', 'Giáp', 'Ất', 'Bính', 'Đinh', 'Mậu', 'Kỷ']
const BRANCHES = ['Thân', 'Dậu', 'Tuất', 'Hợi', 'Tý', 'Sửu', 'Dần', 'Mão', 'Thìn', 'Tỵ', 'Ngọ', 'Mùi']
/** 2026 → "Bính Ngọ". */
export const yearName = (year: number): string => `${STEMS[year % 10]} ${BRANCHES[year % 12]}`

const MONTHS = ['Giêng', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', 'Chạp']
/** "mùng 3 tháng Giêng", "23 tháng Chạp", "15 tháng 6 nhuận". */
export function lunarWords({ day, month, leap }: LunarDay): string {
  return `${day <= 10 ? 'mùng ' : ''}${day} tháng ${MONTHS[month - 1]}${leap ? ' nhuận' : ''}`
}

const NAMED: Record<string, { vi: string; en: string }> = {
  '1/1': { vi: 'Mùng 1 Tết', en: 'Lunar New Year' },
  '2/1': { vi: 'Mùng 2 Tết', en: 'Second day of Tết' },
  '3/1': { vi: 'Mùng 3 Tết', en: 'Third day of Tết' },
  '15/1': { vi: 'Rằm tháng Giêng', en: 'First full moon' },
  '3/3': { vi: 'Tết Hàn thực', en: 'Cold Food Day' },
  '10/3': { vi: 'Giỗ Tổ Hùng Vương', en: 'Hùng Kings’ Day' },
  '15/4': { vi: 'Lễ Phật đản', en: 'Buddha’s birthday' },
  '5/5': { vi: 'Tết Đoan ngọ', en: 'Mid-year day' },
  '15/7': { vi: 'Lễ Vu lan', en: 'Vu Lan' },
  '15/8': { vi: 'Tết Trung thu', en: 'Mid-autumn' },
  '23/12': { vi: 'Ông Công ông Táo', en: 'Kitchen gods’ day' },
}

/** The name of a lunar day, if it has one; a leap month's days have none. The last day of the year is Giao thừa. */
export function nameOfLunarDay(lunar: LunarDay): { vi: string; en: string } | undefined {
  if (lunar.leap) return undefined
  if (lunar.month === 12 && lunar.day === lengthOfTwelfth(lunar.year)) return { vi: 'Giao thừa', en: 'Lunar New Year’s Eve' }
  return NAMED[`${lunar.day}/${lunar.month}`]
}

function lengthOfTwelfth(year: number) {
  return daysInLunarMonth({ month: 12, leap: false, year }) ?? 30
}

function monthStart({ month, leap, year }: Omit<LunarDay, 'day'>): number | undefined {
  const [from, to] = month >= 11 ? [eleventhMonth(year), eleventhMonth(year + 1)] : [eleventhMonth(year - 1), eleventhMonth(year)]
  const leapAt = leapAfter(from, to)
  let since = (month + 1) % 12
  if (leap && (leapAt === undefined || since !== leapAt - 1)) return undefined
  if (leap || (leapAt !== undefined && since >= leapAt)) since++
  const number = Math.floor((from - NEW_MOON_ZERO) / SYNODIC_MONTH + 0.5)
  return newMoonDay(number + since)
}

const lengthOfMonth = (start: number) => newMoonDay(Math.floor((start + 15 - NEW_MOON_ZERO) / SYNODIC_MONTH) + 1) - start

/** The first day of the lunar month that holds the winter solstice of a solar year. */
function eleventhMonth(year: number): number {
  const endOfYear = julianOf(`${year}-12-31`)
  const number = Math.floor((endOfYear - NEW_MOON_ZERO) / SYNODIC_MONTH)
  const start = newMoonDay(number)
  return sunSector(start) >= 9 ? newMoonDay(number - 1) : start
}

/** Between two eleventh months thirteen months apart, the first month without a principal term is leap: its place after the eleventh. */
function leapAfter(from: number, to: number): number | undefined {
  if (to - from < 365) return undefined
  const number = Math.floor(0.5 + (from - NEW_MOON_ZERO) / SYNODIC_MONTH)
  let place = 1
  let before = sunSector(newMoonDay(number + place))
  do {
    const last = before
    place++
    before = sunSector(newMoonDay(number + place))
    if (before === last) break
  } while (place < 14)
  return place - 1
}

function newMoonBefore(day: number): number {
  let number = Math.floor((day - NEW_MOON_ZERO) / SYNODIC_MONTH) + 1
  while (newMoonDay(number) > day) number--
  return newMoonDay(number)
}

/** The Julian day, in Hà Nội, on which new moon `number` falls. */
const newMoonDay = (number: number) => Math.floor(newMoon(number) + 0.5 + HA_NOI)

/** Which twelfth of the zodiac the sun is in at the midnight that begins a day in Hà Nội: 0 from the March equinox, 9 from the December solstice. */
const sunSector = (day: number) => Math.floor((sunLongitude(day - 0.5 - HA_NOI) / 360) * 12)

const sine = (degrees: number) => Math.sin((degrees * Math.PI) / 180)

/** The instant of a new moon as a Julian date, UT (Meeus, chapter 49, shortened). */
function newMoon(number: number): number {
  const t = number / 1236.85
  const sun = 359.2242 + 29.10535608 * number - 0.0000333 * t ** 2 - 0.00000347 * t ** 3
  const moon = 306.0253 + 385.81691806 * number + 0.0107306 * t ** 2 + 0.00001236 * t ** 3
  const node = 21.2964 + 390.67050646 * number - 0.0016528 * t ** 2 - 0.00000239 * t ** 3
  const mean =
    2415020.75933 +
    29.53058868 * number +
    0.0001178 * t ** 2 -
    0.000000155 * t ** 3 +
    0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t ** 2)
  const correction =
    (0.1734 - 0.000393 * t) * sine(sun) +
    0.0021 * sine(2 * sun) -
    0.4068 * sine(moon) +
    0.0161 * sine(2 * moon) -
    0.0004 * sine(3 * moon) +
    0.0104 * sine(2 * node) -
    0.0051 * sine(sun + moon) -
    0.0074 * sine(sun - moon) +
    0.0004 * sine(2 * node + sun) -
    0.0004 * sine(2 * node - sun) -
    0.0006 * sine(2 * node + moon) +
    0.001 * sine(2 * node - moon) +
    0.0005 * sine(2 * moon + sun)
  return mean + correction - deltaT(t)
}

/** Terrestrial minus universal time, in days. */
function deltaT(t: number): number {
  if (t < -11) return 0.001 + 0.000839 * t + 0.0002261 * t ** 2 - 0.00000845 * t ** 3 - 0.000000081 * t ** 4
  return -0.000278 + 0.000265 * t + 0.000262 * t ** 2
}

/** Apparent longitude of the sun in degrees, 0–360, at a Julian date. */
function sunLongitude(julian: number): number {
  const t = (julian - 2451545) / 36525
  const anomaly = 357.5291 + 35999.0503 * t - 0.0001559 * t ** 2 - 0.00000048 * t ** 3
  const mean = 280.46645 + 36000.76983 * t + 0.0003032 * t ** 2
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t ** 2) * sine(anomaly) +
    (0.019993 - 0.000101 * t) * sine(2 * anomaly) +
    0.00029 * sine(3 * anomaly)
  return (((mean + centre) % 360) + 360) % 360
}

function julianOf(solar: string): number {
  const at = Date.parse(`${solar}T00:00:00Z`)
  if (Number.isNaN(at)) throw new RangeError(`not a day: ${solar}`)
  return at / DAY + EPOCH
}

const solarOfJulian = (day: number) => new Date((day - EPOCH) * DAY).toISOString().slice(0, 10)
