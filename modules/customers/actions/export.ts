import { vnDay } from '#org'
import { type Ctx, scopeOf } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { PageAsk } from '#platform/room.ts'
import { ExportInput } from '../contract/ask.ts'
import { customersExported } from '../events.ts'
import { toCard } from '../facts.ts'
import * as queries from '../queries/search.ts'
import { provinceName, wardName } from '../rules/units.ts'
import { segments, tiers } from '../text/names.ts'
import { words } from '../text/screens.ts'
import { text } from '../text.ts'
import { found, refuseHidden } from './list.ts'

/** Rows of one file. */
const MOST = 10_000

/** What OpenAPI tells of it. */
export const exportTold = {
  says: 'The list as an Excel sheet, masked as on screen unless contacts are asked for and may be seen; who took it is kept.',
  input: ExportInput,
  gives: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/** The list as an Excel sheet: masked as on screen unless contacts were asked for and may be seen. Who took it is kept. */
export async function exportCustomers({ ctx, request, reply }: PageAsk) {
  const { withContacts, q, ...filters } = ExportInput.parse(request.body ?? {})
  refuseHidden(ctx, filters)
  if (withContacts && scopeOf(ctx.me, 'customers.revealPhone') !== 'all') throw text.refusal(403, 'contactsHidden')
  const sight = { me: ctx.me, scope: scopeOf(ctx.me, 'customers.export'), now: ctx.now }
  const only = q ? new Set((await found(ctx, q, filters, MOST)).map(({ id }) => id)) : undefined
  const rows = (await queries.selectExport(ctx.db, sight, filters, MOST)).filter(({ id }) => !only || only.has(id))
  emit(ctx, customersExported, { count: rows.length, withContacts })
  reply.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  reply.header('content-disposition', `attachment; filename="khach-hang-${vnDay(ctx.now)}.xlsx"`)
  reply.header('x-row-count', String(rows.length))
  return sheetOf(
    ctx,
    rows.map((row) => cellsOf(ctx, row, withContacts)),
  )
}

type Exported = Awaited<ReturnType<typeof queries.selectExport>>[number]

function cellsOf(ctx: Ctx, row: Exported, withContacts: boolean): (string | Date)[] {
  const { language } = ctx.me
  const card = toCard(row)
  const address = [row.addressLine, wardName(row.wardCode), provinceName(row.provinceCode)].filter(Boolean).join(', ')
  return [
    row.code,
    row.name,
    row.honorific,
    words[language][row.kind],
    row.companyName ?? '',
    row.contactName,
    row.taxCode,
    tiers[language][row.tier],
    segments[language][row.segment],
    (withContacts ? row.mainPhone : card.mainPhone) ?? '',
    (withContacts ? row.mainMail : card.mainMail) ?? '',
    address || row.legacyAddress,
    row.ownerName ?? '',
    row.tags.join(', '),
    row.noAdvertising ? 'x' : '',
    inVietnam(row.firstSeenAt),
  ]
}

/** Excel knows no zones: what stands in a cell is what a clock in Vietnam shows. */
const inVietnam = (at: Date) => new Date(at.getTime() + 7 * 3_600_000)

/** Every cell is text or a date: a name that begins like a formula stays a name. */
async function sheetOf(ctx: Ctx, rows: (string | Date)[][]): Promise<Buffer> {
  const { default: excel } = await import('exceljs')
  const t = words[ctx.me.language]
  const heads = [t.code, t.name, t.honorific, t.kind, t.belongsTo, t.contactName, t.taxCode, t.tier, t.segment]
  const rest = [t.phone, t.mail, t.address, t.owner, t.tags, t.noAdvertising, t.firstSeen]
  const book = new excel.Workbook()
  const sheet = book.addWorksheet(t.customers, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = [...heads, ...rest].map((header, at) => ({ header, width: [10, 28, 10, 12, 26][at] ?? 18, style: { numFmt: '@' } }))
  sheet.getColumn(heads.length + rest.length).numFmt = 'dd/mm/yyyy'
  sheet.getRow(1).font = { bold: true }
  sheet.addRows(rows)
  return Buffer.from(await book.xlsx.writeBuffer())
}
