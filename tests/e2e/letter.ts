import { createTransport } from 'nodemailer'
import sharp from 'sharp'

/** What a customer's mail program sends. */
export type Letter = {
  from: string
  subject: string
  text: string
  messageId?: string
  inReplyTo?: string
  references?: string
  withPhoto?: boolean
  to?: string
}

/** Hands a mail to the house's own listener, over SMTP as any mail server would. */
export async function post(smtpPort: number, { from, to = 'cskh@maylanh.example', withPhoto, ...rest }: Letter): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort, ignoreTLS: true })
  const attachments = withPhoto ? [{ filename: 'anh-may.jpg', content: await photo() }] : []
  try {
    await transport.sendMail({ from, to, attachments, ...rest })
  } finally {
    transport.close()
  }
}

function photo(): Promise<Buffer> {
  const picture =
    '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480"><rect width="640" height="480" fill="#9db4c0"/><rect x="180" y="90" width="280" height="300" rx="24" fill="#f4f1ea"/><circle cx="320" cy="330" r="26" fill="#c0563b"/></svg>'
  return sharp(Buffer.from(picture)).jpeg({ quality: 80 }).toBuffer()
}

/** History as Gmail writes it in Vietnamese below an answer. */
export const quotedHistory = `

Vào Th 2, 23 thg 11, 2026 vào lúc 09:12 Mây Lành <cskh@maylanh.example> đã viết:
> Dạ chào chị, máy của chị còn bảo hành đến tháng 6/2027 ạ.
> Chị cho em xin ảnh tem máy nhé.`
