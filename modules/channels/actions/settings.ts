import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { type Smtp, smtpSetting, transportFor } from '#platform/outbox.ts'
import { changeSetting, readSetting } from '#platform/settings.ts'
import type { ChannelSettings, trySmtp as trial } from '../contract.ts'
import { isAddress } from '../mail/headers.ts'
import { acknowledgementSetting, formSetting, mailSetting } from '../settings.ts'
import { text } from '../text.ts'
import { mailIdentity } from './us.ts'

type SmtpInput = Omit<z.output<typeof trial.input>, 'to'>

export async function readChannelSettings(ctx: Ctx) {
  const smtp = await readSetting(ctx, smtpSetting)
  return {
    mail: await readSetting(ctx, mailSetting),
    acknowledgement: await readSetting(ctx, acknowledgementSetting),
    form: await readSetting(ctx, formSetting),
    smtp: smtp
      ? { host: smtp.host, port: smtp.port, security: smtp.security, username: smtp.username }
      : { host: '', port: 587, security: 'starttls' as const, username: '' },
    hasPassword: Boolean(smtp?.password),
    usesTestMailbox: smtp === null,
  }
}

export async function changeChannelSettings(ctx: Ctx, { mail, acknowledgement, form }: Partial<ChannelSettings>) {
  if (mail) await changeSetting(ctx, mailSetting, mail)
  if (acknowledgement) await changeSetting(ctx, acknowledgementSetting, acknowledgement)
  if (form) await changeSetting(ctx, formSetting, form)
  return { done: true as const }
}

export async function changeSmtp(ctx: Ctx, given: SmtpInput) {
  await changeSetting(ctx, smtpSetting, await smtpFrom(ctx, given))
  return { done: true as const }
}

/** Null without a host: the built-in test mailbox. An empty password means the kept one, and only at the server it was kept for. */
async function smtpFrom(ctx: Ctx, { host, port, security, username, password }: SmtpInput): Promise<Smtp | null> {
  if (!host) return null
  const kept = await readSetting(ctx, smtpSetting)
  const secret = password || (kept?.host === host ? kept.password : '')
  return { host, port, security, username, password: secret }
}

export async function trySmtp(ctx: Ctx, { to, ...given }: z.output<typeof trial.input>) {
  if (!isAddress(to)) throw text.refusal(422, 'wrongAddress')
  const smtp = await smtpFrom(ctx, given)
  const words = text[ctx.me.language]
  if (!smtp) return { works: true, detail: words.testMailboxOn }
  const transport = transportFor(smtp)
  try {
    const { fromName, fromAddress } = await mailIdentity(ctx)
    const { response } = await transport.sendMail({
      from: { name: fromName, address: fromAddress },
      to: { name: '', address: to },
      subject: words.testSubject,
      text: words.testBody,
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return { works: true, detail: String(response).slice(0, 300) }
  } catch (error) {
    return { works: false, detail: (error instanceof Error ? error.message : String(error)).slice(0, 300) }
  } finally {
    transport.close()
  }
}
