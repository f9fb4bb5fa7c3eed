import { randomUUID } from 'node:crypto'
import { createTransport } from 'nodemailer'
import { must, rest } from './scenario.ts'
import type { World } from './world.ts'

/** Where a client of the house finds it now; with several processes, any of them. */
export type Places = () => { address: string; smtpPort: number }

/** What was promised: everything here was acknowledged by 2xx or 250. */
export type Promised = {
  cases: { subject: string; id: string; conversationId: string }[]
  mails: { subject: string; id: string }[]
  replies: { text: string; messageId: string; conversationId: string }[]
  notes: { text: string }[]
  /** How often a client had to ask again. */
  again: number
  /** Answers that are neither yes nor "ask again". */
  wrong: string[]
}

const AGAIN = new Set([409, 429, 503, 507])
type Answered = { status: number; body: Record<string, unknown> }

/** One POST with an Idempotency-Key. Throws when the network does. */
export async function post(address: string, key: string, path: string, body: unknown, once: string): Promise<Answered> {
  const answer = await fetch(`${address}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': once },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** People and mail servers who write to the house all the time, and ask again with the same key until they are answered. */
export function writes({ key }: Pick<World, 'key'>, places: Places, { writers = 12 }: { writers?: number } = {}) {
  const promised: Promised = { cases: [], mails: [], replies: [], notes: [], again: 0, wrong: [] }
  let stopped = false
  let answered = 0

  async function insist(ask: () => Promise<Answered>): Promise<Answered['body'] | undefined> {
    for (let patience = 5_000; patience > 0; patience--) {
      try {
        const { status, body } = await ask()
        if (status < 300) {
          answered++
          return body
        }
        if (!AGAIN.has(status)) {
          promised.wrong.push(`${status} ${JSON.stringify(body)}`)
          return undefined
        }
      } catch {
        // No answer: it may have happened or not, which is what the key is for.
      }
      promised.again++
      await rest(50 + Math.random() * 150)
    }
    throw new Error('asked five thousand times in vain')
  }

  const asks = (path: string, body: unknown) => {
    const once = randomUUID()
    return insist(() => post(places().address, key, path, body, once))
  }

  async function opensCase() {
    const subject = `Việc ${randomUUID()}`
    const from = { name: 'Nguyễn Thị Lan', mail: `khach${Math.floor(Math.random() * 40)}@khach.example` }
    const body = await asks('/cases', { subject, text: 'Nồi nhà chị không vào điện.', from, channel: 'form' })
    if (body) promised.cases.push({ subject, id: String(body.id), conversationId: String(body.conversationId) })
  }

  async function replies() {
    const at = promised.cases[Math.floor(Math.random() * promised.cases.length)]
    if (!at) return opensCase()
    const text = `Dạ em nghe ${randomUUID()}`
    const body = await asks(`/conversations/${at.conversationId}/replies`, { text, by: 'mail', anyway: true })
    if (body) promised.replies.push({ text, messageId: String(body.messageId), conversationId: at.conversationId })
  }

  async function notes() {
    const at = promised.cases[Math.floor(Math.random() * promised.cases.length)]
    if (!at) return opensCase()
    const text = `Đã gọi ${randomUUID()}`
    if (await asks(`/conversations/${at.conversationId}/notes`, { text })) promised.notes.push({ text })
  }

  async function mails() {
    const subject = `Thư ${randomUUID()}`
    const id = `${randomUUID()}@khach.example`
    const raw = letter({ id, subject, from: `khach${Math.floor(Math.random() * 40)}@khach.example` })
    const taken = await insist(async () => {
      await handOver(places().smtpPort, raw)
      return { status: 200, body: {} }
    })
    if (taken) promised.mails.push({ subject, id })
  }

  async function writer() {
    while (!stopped) {
      const dice = Math.random()
      await (dice < 0.4 ? opensCase() : dice < 0.65 ? mails() : dice < 0.85 ? replies() : notes())
      await rest(20)
    }
  }

  const running = Promise.all(Array.from({ length: writers }, writer))
  running.catch(() => {})
  return {
    promised,
    answered: () => answered,
    /** Everybody finishes what they are at. */
    async stop() {
      stopped = true
      await running
      must(promised.wrong.length === 0, `answers nobody should get: ${[...new Set(promised.wrong)].slice(0, 5).join(' | ')}`)
      return promised
    },
  }
}

type Letter = { id?: string; subject: string; from: string; text?: string; headers?: string[] }

/** A plain mail, byte by byte the same however often it is handed over. */
export function letter({ id, subject, from, text = 'Máy lọc nước nhà chị lại rò nước.', headers = [] }: Letter): Buffer {
  const lines = [
    `From: Khách <${from}>`,
    'To: cskh@maylanh.example',
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    'Date: Wed, 25 Nov 2026 03:00:00 +0000',
    ...(id ? [`Message-ID: <${id}>`] : []),
    'MIME-Version: 1.0',
    ...(headers.some((line) => /^content-type:/i.test(line))
      ? []
      : ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit']),
    ...headers,
    '',
    text,
    '',
  ]
  return Buffer.from(lines.join('\r\n'))
}

/** One SMTP conversation with the house; throws what the house or the network says instead of 250. */
export async function handOver(smtpPort: number, raw: Buffer, from = 'khach@khach.example') {
  const transport = createTransport({
    ...{ host: '127.0.0.1', port: smtpPort, ignoreTLS: true, connectionTimeout: 5_000, greetingTimeout: 10_000, socketTimeout: 60_000 },
  })
  try {
    await transport.sendMail({ envelope: { from, to: ['cskh@maylanh.example'] }, raw })
  } finally {
    transport.close()
  }
}
