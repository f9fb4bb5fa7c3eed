import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import type { Due } from '#platform/outbox.ts'

type Letter = { messageId: string; subject: string }

/** The customers' letter boxes: what the house has sent to whom, so that they can answer it. */
export class Postbox {
  readonly #last = new Map<string, Letter>()
  readonly #surveys = new Map<string, string[]>()

  /** Keeps what has left the house. */
  keep(mails: readonly Due[]): void {
    for (const { id, kind, room, mailTo, bytes } of mails) {
      const head = headOf(bytes)
      for (const to of mailTo) {
        if (room === 'surveys') this.#surveys.set(to, [...(this.#surveys.get(to) ?? []), id])
        else if (kind === 'reply') this.#last.set(to, { messageId: fieldOf(head, 'Message-ID'), subject: '' })
      }
    }
  }

  /** The newest answer of a colleague to this address. */
  lastTo(address: string): Letter | undefined {
    return this.#last.get(address)
  }

  /** Ids of the surveys that lie unanswered in this letter box; they are taken out. */
  takeSurveys(address: string): string[] {
    const found = this.#surveys.get(address) ?? []
    this.#surveys.delete(address)
    return found
  }
}

const headOf = (bytes: Buffer) =>
  bytes
    .subarray(0, bytes.indexOf('\r\n\r\n'))
    .toString('latin1')
    .replaceAll(/\r\n[ \t]+/g, ' ')
const fieldOf = (head: string, name: string) => new RegExp(`^${name}: *(.+)$`, 'im').exec(head)?.[1]?.trim() ?? ''

export type Mail = {
  from: { name: string; address: string }
  subject: string
  text: string
  at: Date
  number: string
  answers?: Letter
  attachments?: { filename: string; content: Buffer }[]
}

/** The bytes of a mail as a customer's program would write it. */
export function composeMail({ from, subject, text, at, number, answers, attachments }: Mail): Promise<Buffer> {
  return new MailComposer({
    ...{ from, subject, text, attachments, date: at, to: TO },
    messageId: `<${number}@example.vn>`,
    ...(answers ? { inReplyTo: answers.messageId, references: answers.messageId } : {}),
  })
    .compile()
    .build()
}

export const TO = 'cskh@maylanh.example'
