import type { Ctx } from '#platform/context.ts'
import { type Smtp, smtpSetting } from '#platform/outbox.ts'
import { changeSetting, readSettingNow } from '#platform/settings.ts'
import type { ChannelSettings } from '../contract.ts'
import { selectWaiting } from '../queries/mail.ts'
import { troubleOf } from '../remote/trouble.ts'
import { smtpInPort } from '../services/smtp.ts'
import { acknowledgementSetting, formSetting, mailSetting } from '../settings.ts'

const NONE: Smtp = {
  ...{ host: '', port: 587, security: 'starttls', username: '' },
  ...{ auth: 'password', password: '', tokenUrl: '', clientId: '', clientSecret: '' },
}

export async function readChannelSettings(ctx: Ctx) {
  const smtp = await readSettingNow(ctx, smtpSetting)
  return {
    mail: await readSettingNow(ctx, mailSetting),
    acknowledgement: await readSettingNow(ctx, acknowledgementSetting),
    form: await readSettingNow(ctx, formSetting),
    smtp: shownOf(smtp ?? NONE),
    usesTestMailbox: smtp === null,
    listensOn: smtpInPort(ctx.house) ?? null,
    waiting: smtp && (await waitingMail(ctx)),
  }
}

export async function changeChannelSettings(ctx: Ctx, { mail, acknowledgement, form }: Partial<ChannelSettings>) {
  if (mail) await changeSetting(ctx, mailSetting, mail)
  if (acknowledgement) await changeSetting(ctx, acknowledgementSetting, acknowledgement)
  if (form) await changeSetting(ctx, formSetting, form)
  return { done: true as const }
}

/** The outgoing server without anything one could sign in with. */
const shownOf = ({ password, clientSecret, ...shown }: Smtp) => ({
  ...shown,
  hasSecret: password !== '',
  hasClientSecret: clientSecret !== '',
})

async function waitingMail(ctx: Ctx) {
  const row = await selectWaiting(ctx.db)
  const said = row?.reply ?? ''
  return row ? { many: Number(row.many), said, trouble: troubleOf(said) } : null
}
