import type { Workbook } from 'exceljs'
import { z } from 'zod'
import { companyOf, vnDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { PageAsk } from '#platform/room.ts'
import { type Filter, filter, type Metric } from '../contract.ts'
import { explained } from '../text/explain.ts'
import { text } from '../text.ts'
import { readAsked } from './asked.ts'
import { dashboard } from './dashboard.ts'
import { breakdown, flow, table } from './groups.ts'

type Cell = string | number | null
type Column = { header: string; width: number; numFmt?: string }

const SHARE = '0.0%'
const HOURS = '0.0'

/** What OpenAPI tells of it. */
export const exportTold = {
  says: 'The numbers of the dashboard as an Excel file.',
  input: z.object(filter),
  gives: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The same numbers as on screen as an Excel file: figures with their formulas, people, teams, channels, types and days. */
export async function exportFigures({ ctx, query, reply }: PageAsk) {
  const given = z.object(filter).parse(query)
  const t = text[ctx.me.language]
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  await figuresSheet(ctx, given, book)
  await linesSheet(ctx, given, book, 'person')
  await linesSheet(ctx, given, book, 'unit')
  await partsSheet(ctx, given, book, 'channel')
  await partsSheet(ctx, given, book, 'type')
  await daysSheet(ctx, given, book)
  reply.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  reply.header('content-disposition', `attachment; filename="${t.fileName}-${vnDay(ctx.now)}.xlsx"`)
  return Buffer.from(await book.xlsx.writeBuffer())
}

/** Every cell is text, a number or empty: a name that begins like a formula stays a name. */
function addSheet(book: Workbook, name: string, columns: Column[], rows: Cell[][], above: string[] = []) {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: above.length + 1 }] })
  sheet.columns = columns.map(({ width }) => ({ width }))
  for (const line of above) sheet.addRow([line])
  sheet.addRow(columns.map(({ header }) => header)).font = { bold: true }
  for (const row of rows) {
    const added = sheet.addRow(row)
    columns.forEach(({ numFmt }, at) => {
      if (numFmt) added.getCell(at + 1).numFmt = numFmt
    })
  }
  return sheet
}

async function figuresSheet(ctx: Ctx, given: Filter, book: Workbook) {
  const t = text[ctx.me.language]
  const { tiles, period, dataAt, windowDays } = await dashboard(ctx, given)
  const days = (at: Date) => vnDay(at).split('-').reverse().join('/')
  const scaled = (unit: string, value: number | null) => (value === null ? null : unit === 'seconds' ? value / 3600 : value)
  const rows = tiles.map(({ metric, unit, value, numerator, denominator, excluded, pending, previous, target }): Cell[] => {
    const { label, how, out } = explained(metric, ctx.me.language, windowDays)
    const left = Object.values(excluded).reduce((sum, count) => sum + count, 0)
    const measure = unit === 'percent' ? t.inPercent : unit === 'count' ? t.inCases : t.inHours
    const values = [scaled(unit, value), scaled(unit, previous?.value ?? null), scaled(unit, target)]
    return [label, ...values, measure, numerator, denominator, left, pending, `${how} ${out}`]
  })
  const heads = [t.headValue, t.headBefore, t.headTarget, t.headUnit, t.headNumerator, t.headDenominator, t.headExcluded, t.headPending]
  const columns = [
    { header: t.headMetric, width: 30 },
    ...heads.map((header) => ({ header, width: 14 })),
    { header: t.headFormula, width: 90 },
  ]
  const company = await companyOf(ctx)
  const until = new Date(period.until.getTime() - 1)
  const above = [company.name, t.periodLine(days(period.from), days(until)), t.dataLine(days(dataAt))]
  const sheet = addSheet(book, t.sheetFigures, columns, rows, above)
  tiles.forEach(({ unit }, at) => {
    for (const column of [2, 3, 4])
      sheet.getCell(above.length + 2 + at, column).numFmt = unit === 'percent' ? SHARE : unit === 'count' ? '0' : HOURS
  })
}

async function linesSheet(ctx: Ctx, given: Filter, book: Workbook, by: 'person' | 'unit') {
  const t = text[ctx.me.language]
  const { lines } = await table(ctx, { ...given, by })
  const { windowDays } = (await readAsked(ctx, given)).windows
  const name = (metric: Metric) => explained(metric, ctx.me.language, windowDays).label
  const columns = [
    { header: t.headName, width: 28 },
    { header: t.headOpen, width: 12 },
    { header: t.headResolved, width: 14 },
    { header: name('resolved'), width: 20, numFmt: SHARE },
    { header: name('fcr'), width: 20, numFmt: SHARE },
    { header: name('csat'), width: 20, numFmt: SHARE },
    { header: `${name('resolution_time')} (${t.inHours})`, width: 24, numFmt: HOURS },
    { header: `${name('first_response')} (${t.inHours})`, width: 24, numFmt: HOURS },
    { header: name('repeat_contact'), width: 20, numFmt: SHARE },
  ]
  const hours = (value: number | null | undefined) => (value === null || value === undefined ? null : value / 3600)
  const rows = lines.map(({ name: who, open, figures: f }): Cell[] => [
    ...[who, open, f.resolved?.numerator ?? 0],
    ...[f.resolved?.value ?? null, f.fcr?.value ?? null, f.csat?.value ?? null],
    ...[hours(f.resolution_time?.value), hours(f.first_response?.value), f.repeat_contact?.value ?? null],
  ])
  addSheet(book, by === 'person' ? t.sheetPeople : t.sheetUnits, columns, rows)
}

const PARTED: readonly Metric[] = ['csat', 'fcr', 'resolved', 'resolution_time', 'repeat_contact']

async function partsSheet(ctx: Ctx, given: Filter, book: Workbook, by: 'channel' | 'type') {
  const t = text[ctx.me.language]
  const { windowDays } = (await readAsked(ctx, given)).windows
  const rows = new Map<string, Cell[]>()
  for (const [place, metric] of PARTED.entries()) {
    const { parts } = await breakdown(ctx, { ...given, metric, by })
    for (const { label, now } of parts) {
      const row = rows.get(label) ?? [label, ...PARTED.flatMap((): Cell[] => [null, null])]
      row[1 + place * 2] = metric === 'resolution_time' && now.value !== null ? now.value / 3600 : now.value
      row[2 + place * 2] = now.denominator
      rows.set(label, row)
    }
  }
  const columns = PARTED.flatMap((metric) => {
    const { label } = explained(metric, ctx.me.language, windowDays)
    const isTime = metric === 'resolution_time'
    return [
      { header: isTime ? `${label} (${t.inHours})` : label, width: 24, numFmt: isTime ? HOURS : SHARE },
      { header: t.headDenominator, width: 10 },
    ]
  })
  addSheet(book, by === 'channel' ? t.sheetChannels : t.sheetTypes, [{ header: t.headName, width: 28 }, ...columns], [...rows.values()])
}

async function daysSheet(ctx: Ctx, given: Filter, book: Workbook) {
  const t = text[ctx.me.language]
  const columns = [t.headDay, t.headReceived, t.headResolved].map((header) => ({ header, width: 14 }))
  const days = await flow(ctx, given)
  addSheet(
    book,
    t.sheetDays,
    columns,
    days.map(({ day, received, resolved }) => [day.split('-').reverse().join('/'), received, resolved]),
  )
}
