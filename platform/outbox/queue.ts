import { randomBytes } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { emit, event } from '../events.ts'
import { findFile } from '../files.ts'
import { newId } from '../id.ts'
import { EMPTIED } from './empty.ts'

export const mailStates = ['queued', 'sending', 'sent', 'deferred', 'bounced', 'unknown', 'cancelled'] as const
export type MailState = (typeof mailStates)[number]

/** What became of a mail; the room it is about decides what that means. */
export const mailStateChanged = event(
  'platform.mailStateChanged',
  z.object({ outgoingId: z.uuid(), state: z.enum(mailStates), room: z.string(), subjectId: z.uuid().nullable(), detail: z.string() }),
)

export type OutgoingMail = {
  /** Without angle brackets; made when absent. */
  messageId?: string
  /** An agent's reply is tried once more when its fate is unknown; automatic mail never is. */
  kind: 'reply' | 'automatic'
  from: { name: string; address: string }
  to: string[]
  cc?: string[]
  replyTo?: string
  subject: string
  html?: string
  text: string
  inReplyTo?: string
  references?: string[]
  headers?: Record<string, string>
  attachments?: { fileId: string; contentId?: string }[]
  about: { room: string; subjectId: string | null }
  /** Not before this moment: room for "undo". */
  notBefore?: Date
}

/** Fixes bytes and Message-ID now; sending comes after commit. Answers the outgoing id and the Message-ID. */
export async function queueMail(ctx: Ctx, mail: OutgoingMail): Promise<{ outgoingId: string; messageId: string }> {
  const outgoingId = newId()
  const domain = mail.from.address.split('@')[1] ?? 'localhost'
  const messageId = mail.messageId ?? `${randomBytes(16).toString('hex')}@${domain}`
  const bytes = await compose(ctx, mail, messageId)
  await ctx.db
    .insertInto('platform.outgoing')
    .values({
      id: outgoingId,
      messageId,
      kind: mail.kind,
      mailFrom: mail.from.address,
      mailTo: mail.to,
      mailCc: mail.cc ?? [],
      subject: oneLine(mail.subject),
      bytes,
      room: mail.about.room,
      subjectId: mail.about.subjectId,
      state: 'queued',
      notBefore: mail.notBefore ?? ctx.now,
      queuedAt: ctx.now,
    })
    .execute()
  return { outgoingId, messageId }
}

/** Takes a mail back while it is still queued. False when it has left. */
export async function cancelMail(ctx: Ctx, outgoingId: string): Promise<boolean> {
  const taken = await ctx.db
    .updateTable('platform.outgoing')
    .set({ state: 'cancelled', bytes: EMPTIED })
    .where('id', '=', outgoingId)
    .where('state', 'in', ['queued', 'deferred'])
    .returning(['room', 'subjectId'])
    .executeTakeFirst()
  if (taken)
    emit(
      ctx,
      mailStateChanged,
      { outgoingId, state: 'cancelled', room: taken.room, subjectId: taken.subjectId, detail: '' },
      { people: [] },
    )
  return Boolean(taken)
}

/** Sends a person's reply again that was deferred, bounced or of unknown fate: the same bytes under the same Message-ID. False when there is nothing left to send. */
export async function resendMail(ctx: Ctx, outgoingId: string): Promise<boolean> {
  const again = await ctx.db
    .updateTable('platform.outgoing')
    .set({ state: 'queued', attempts: 0, doubted: false, notBefore: ctx.now })
    .where('id', '=', outgoingId)
    .where('state', 'in', ['deferred', 'bounced', 'unknown'])
    .where(({ eb, fn }) => eb(fn<number>('octet_length', ['bytes']), '>', 0))
    .returning(['room', 'subjectId'])
    .executeTakeFirst()
  if (again)
    emit(ctx, mailStateChanged, { outgoingId, state: 'queued', room: again.room, subjectId: again.subjectId, detail: '' }, { people: [] })
  return Boolean(again)
}

/** The server was set anew: what waits for another try is tried now. */
export async function hurryMail(ctx: Ctx): Promise<void> {
  await ctx.db
    .updateTable('platform.outgoing')
    .set({ notBefore: ctx.now })
    .where('state', '=', 'deferred')
    .where('notBefore', '>', ctx.now)
    .execute()
}

/** A bounce came back for this Message-ID. Answers whether it was ours. */
export async function markBounced(ctx: Ctx, messageId: string, detail: string): Promise<boolean> {
  const ours = await ctx.db
    .updateTable('platform.outgoing')
    .set({ state: 'bounced', reply: detail.slice(0, 1000), bytes: EMPTIED })
    .where('messageId', '=', messageId)
    .returning(['id', 'room', 'subjectId'])
    .executeTakeFirst()
  if (ours)
    emit(
      ctx,
      mailStateChanged,
      { outgoingId: ours.id, state: 'bounced', room: ours.room, subjectId: ours.subjectId, detail: detail.slice(0, 300) },
      { people: [] },
    )
  return Boolean(ours)
}

const oneLine = (given: string) => given.replace(/[\r\n\u2028\u2029]+/g, ' ').slice(0, 900)

async function compose(ctx: Ctx, mail: OutgoingMail, messageId: string): Promise<Buffer> {
  const attachments = []
  for (const { fileId, contentId } of mail.attachments ?? []) {
    const file = await findFile(ctx, fileId)
    const content = Buffer.from(await ctx.house.storage.get(file.key))
    attachments.push({
      filename: file.name,
      contentType: file.mime,
      content,
      ...(contentId ? { cid: contentId, contentDisposition: 'inline' as const } : {}),
    })
  }
  const composer = new MailComposer({
    messageId: `<${messageId}>`,
    date: ctx.now,
    from: { name: oneLine(mail.from.name), address: mail.from.address },
    to: mail.to.map((address) => ({ name: '', address })),
    cc: (mail.cc ?? []).map((address) => ({ name: '', address })),
    replyTo: mail.replyTo,
    subject: oneLine(mail.subject),
    text: mail.text,
    html: mail.html,
    inReplyTo: mail.inReplyTo ? `<${mail.inReplyTo}>` : undefined,
    references: mail.references?.map((id) => `<${id}>`).join(' '),
    headers: Object.fromEntries(Object.entries(mail.headers ?? {}).map(([name, value]) => [name, oneLine(value)])),
    attachments,
    textEncoding: 'base64',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return composer.compile().build()
}
