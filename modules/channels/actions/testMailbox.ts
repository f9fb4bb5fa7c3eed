import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import { TEST_DAYS } from '#platform/outbox.ts'
import type { listTestMails as listContract } from '../contract.ts'
import { reader } from '../mail/aside.ts'
import type { ParsedMail } from '../mail/parse.ts'
import { selectTestMail, selectTestMails } from '../queries/mail.ts'
import { text } from '../text.ts'

/** Mail of the room org carries links that open accounts: only administrators see it. */
const seesAll = (ctx: Ctx) => ctx.me.via === 'system' || ctx.me.hats.includes('administrator')

export async function listTestMails(ctx: Ctx, { after, limit }: z.output<typeof listContract.input>) {
  const [at, id] = decodeCursor(after, 2) ?? []
  const from = at && id ? ([String(at), String(id)] as const) : undefined
  const rows = await selectTestMails(ctx.db, { after: from, limit, seesAll: seesAll(ctx) })
  const { items, next } = cutPage(rows, limit, (row) => [row.queuedAt, row.id])
  return { items: items.map(shown), next }
}

const shown = ({
  id,
  mailTo,
  subject,
  state,
  queuedAt,
}: {
  id: string
  mailTo: string[]
  subject: string
  state: string
  queuedAt: Date
}) => ({ id, to: mailTo.join(', '), subject, state, at: queuedAt })

export async function readTestMail(ctx: Ctx, { id }: { id: string }) {
  const row = await selectTestMail(ctx.db, id, seesAll(ctx))
  if (!row) throw text.refusal(404, 'notFound')
  if (row.bytes.length === 0) return emptied(ctx, row)
  const mail = await reader().read(row.bytes)
  return {
    ...shown(row),
    from: [mail.from?.name, row.mailFrom].filter(Boolean).join(' · '),
    text: mail.body.text,
    html: withPictures(mail),
    headers: headersOf(row.bytes),
  }
}

const emptied = ({ me: { language } }: Ctx, row: NonNullable<Awaited<ReturnType<typeof selectTestMail>>>) => ({
  ...shown(row),
  ...{ from: row.mailFrom, text: text[language].testMailEmptied(TEST_DAYS), html: null, headers: [] },
})

function headersOf(bytes: Buffer) {
  const head = bytes
    .subarray(0, Math.max(bytes.indexOf('\r\n\r\n'), 0))
    .toString('utf8')
    .split(/\r?\n(?![ \t])/)
  return head.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon < 1
      ? []
      : [
          {
            name: line.slice(0, colon),
            value: line
              .slice(colon + 1)
              .replace(/\r?\n\s+/g, ' ')
              .trim(),
          },
        ]
  })
}

/** Enclosed pictures are shown in place: they are our own. */
function withPictures({ body, attachments }: ParsedMail): string | null {
  return body.html.replace(/ data-cid="([^"]*)"/g, (whole, cid: string) => {
    const found = attachments.find(({ contentId, mime }) => contentId === cid && /^image\/(png|jpeg|gif|webp)$/.test(mime))
    return found && found.bytes.length < 500_000 ? ` src="data:${found.mime};base64,${Buffer.from(found.bytes).toString('base64')}"` : whole
  })
}
