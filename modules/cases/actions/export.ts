import { vnDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { PageAsk } from '#platform/room.ts'
import { QueueFilter } from '../contract/queue.ts'
import { casesExported } from '../events.ts'
import { selectForExport } from '../queries/export.ts'
import type { ListedRow } from '../queries/rows.ts'
import { cellWords, exportText } from '../text/export.ts'
import { momentsOf } from './queue.ts'

/** Rows of one file. */
const MOST = 10_000

/** What OpenAPI tells of it. */
export const exportTold = {
  says: 'A view of the queue as an Excel sheet, at most 10,000 rows; who took it is kept.',
  input: QueueFilter,
  gives: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** A view of the queue as an Excel sheet, only what the asking person may take out. Who took what is kept. */
export async function exportCases({ ctx, request, reply }: PageAsk) {
  const filter = QueueFilter.parse(request.body ?? {})
  const rows = await selectForExport(ctx.db, ctx.me, filter, momentsOf(ctx), MOST)
  emit(ctx, casesExported, { rows: rows.length, filter: JSON.stringify(filter) }, { people: [ctx.me.id] })
  reply.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  reply.header('content-disposition', `attachment; filename="phieu-${vnDay(ctx.now)}.xlsx"`)
  reply.header('x-row-count', String(rows.length))
  return sheetOf(ctx, rows)
}

/** Every cell is text, a number, a moment or empty: a subject that begins like a formula stays a subject. */
async function sheetOf(ctx: Ctx, rows: readonly ListedRow[]): Promise<Buffer> {
  const t = exportText[ctx.me.language]
  const { default: excel } = await import('exceljs')
  const book = new excel.Workbook()
  const sheet = book.addWorksheet(t.sheet, { views: [{ state: 'frozen', ySplit: 1 }] })
  const narrow = [t.code, t.customerCode, t.channel, t.severity, t.tier, t.reopened]
  const heads = [
    ...[t.code, t.subject, t.customer, t.customerCode, t.channel, t.type, t.status],
    ...[t.severity, t.tier, t.unit, t.owner, t.handler, t.tags, t.created, t.last, t.due, t.resolved, t.reopened],
  ]
  sheet.columns = heads.map((header) => ({ header, width: header === t.subject ? 50 : narrow.includes(header) ? 14 : 22 }))
  sheet.getRow(1).font = { bold: true }
  for (const row of rows) sheet.addRow(cellsOf(ctx, row))
  for (const column of [14, 15, 16, 17]) sheet.getColumn(column).numFmt = 'dd/mm/yyyy hh:mm'
  return Buffer.from(await book.xlsx.writeBuffer())
}

function cellsOf({ me }: Ctx, row: ListedRow): (string | number | Date | null)[] {
  const named = (name: string | null, nameEn: string | null) => (me.language === 'en' && nameEn ? nameEn : (name ?? ''))
  const t = cellWords[me.language]
  const severity = [t.severity1, t.severity2, t.severity3, t.severity4][row.severity - 1] ?? ''
  const [channel, tier] = [t[row.channel], t[row.tier]]
  const { customer, unitName, ownerName, handlerName, tags, reopenedCount } = row
  return [
    ...[row.code, row.subject, customer?.name ?? '', customer?.code ?? '', channel, named(row.typeName, row.typeNameEn)],
    ...[named(row.statusName, row.statusNameEn), severity, tier, unitName, ownerName, handlerName ?? '', tags.join(', ')],
    ...[here(row.createdAt), here(row.lastAt), here(row.dueAt), here(row.lastResolvedAt), reopenedCount],
  ]
}

/** Excel knows no time zones: the moment as a wall clock in Hồ Chí Minh City shows it. */
const here = (at: Date | null) => at && new Date(at.getTime() + 7 * 3_600_000)
