import { receiveMail } from '#channels'
import type { TestHouse } from '../../tests/house.ts'

/** What only tests use: a customer who writes mails. */

type Mail = {
  id: string
  from?: string
  subject?: string
  text: string
  after?: readonly string[]
  answers?: string
  at?: Date
  automatic?: boolean
}

const encoded = (words: string) => `=?utf-8?B?${Buffer.from(words).toString('base64')}?=`

/** A mail as the listener takes it; `after` names mails of the same customer it continues, `answers` the Message-ID of one of ours. Waits until everything it causes is done. */
export async function writes(
  house: TestHouse,
  { id, from = 'hanh@example.vn', subject = 'Nồi chiên bị tắt', text, after = [], answers, automatic = false }: Mail,
) {
  const refs = answers ? `<${answers}>` : after.map((one) => `<${one}@example.vn>`).join(' ')
  const lines = [
    `From: ${encoded('Nguyễn Thị Hạnh')} <${from}>`,
    'To: cskh@maylanh.example',
    `Subject: ${encoded(subject)}`,
    `Message-ID: <${id}@example.vn>`,
    'Date: Tue, 24 Nov 2026 09:00:00 +0700',
    ...(refs ? [`In-Reply-To: ${refs.split(' ').at(-1)}`, `References: ${refs}`] : []),
    ...(automatic ? ['Auto-Submitted: auto-replied'] : []),
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(text).toString('base64'),
    '',
  ]
  const bytes = Buffer.from(lines.join('\r\n'))
  await house.does((ctx) => receiveMail(ctx, { source: 'smtp', bytes, envelope: { from, to: ['cskh@maylanh.example'] } }))
  await house.settled()
}
