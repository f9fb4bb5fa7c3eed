import type { Transporter } from 'nodemailer'
import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import {
  type Access,
  forgetAccess,
  hurryMail,
  keepAccess,
  keptAccess,
  renewAccess,
  type Smtp,
  smtpSetting,
  TokenRefused,
  transportFor,
} from '#platform/outbox.ts'
import { changeSetting, readSettingVersion } from '#platform/settings.ts'
import type { SmtpInput, trySmtp as trial } from '../contract.ts'
import { isAddress } from '../mail/headers.ts'
import { text } from '../text.ts'
import { mayKeep, wholeSignIn } from './signIn.ts'
import { mailIdentity } from './us.ts'

/** What waits for another try is tried at once by the server as it is now. */
export async function changeSmtp(ctx: Ctx, given: SmtpInput) {
  await changeSetting(ctx, smtpSetting, await smtpFrom(ctx, given))
  await forgetAccess(ctx)
  await hurryMail(ctx)
  return { done: true as const }
}

/** Null without a host: the built-in test mailbox. What is empty is as kept, and only at the server it was kept for. */
async function smtpFrom(ctx: Ctx, given: SmtpInput): Promise<Smtp | null> {
  if (!given.host) return null
  const { host, port, security, username, auth, tokenUrl, clientId, secret, clientSecret } = given.username
    ? wholeSignIn(given)
    : unsigned(given)
  const kept = await readSettingVersion(ctx, smtpSetting)
  if (kept.value?.password && username) mayKeep(kept.value, given)
  const access = await keptAccess(ctx, kept.version)
  const password = secret || (access?.refreshToken ?? kept.value?.password ?? '')
  if (auth === 'xoauth2' && !password) throw text.refusal(422, 'secretMissing')
  return {
    ...{ host, port, security, username, auth, tokenUrl, clientId },
    password: username ? password : '',
    clientSecret: auth === 'xoauth2' ? clientSecret || (kept.value?.clientSecret ?? '') : '',
  }
}

/** Nobody signs in: nothing of it is kept. */
const unsigned = (given: SmtpInput): SmtpInput => ({ ...given, auth: 'password', tokenUrl: '', clientId: '', clientSecret: '', secret: '' })

export async function trySmtp(ctx: Ctx, { to, ...given }: z.output<typeof trial.input>) {
  if (!isAddress(to)) throw text.refusal(422, 'wrongAddress')
  const smtp = await smtpFrom(ctx, given)
  const words = text[ctx.me.language]
  if (!smtp) return { works: true, detail: words.testMailboxOn }
  let transport: Transporter | undefined
  let renewed: Access | undefined
  try {
    renewed = smtp.auth === 'xoauth2' ? await renewAccess({ ...smtp, refreshToken: smtp.password }) : undefined
    transport = transportFor(smtp, renewed ? { accessToken: renewed.accessToken } : {})
    return { works: true, detail: (await sendTrial(ctx, transport, to)).slice(0, 300) }
  } catch (error) {
    return { works: false, detail: saidOf(ctx, error) }
  } finally {
    transport?.close()
    // Only now: whoever sends meanwhile must not wait for the end of this talk to keep what they renewed.
    if (renewed) await keepRenewed(ctx, smtp, renewed)
  }
}

async function sendTrial(ctx: Ctx, transport: Transporter, to: string): Promise<string> {
  const words = text[ctx.me.language]
  const { fromName, fromAddress } = await mailIdentity(ctx)
  const { response } = await transport.sendMail({
    from: { name: fromName, address: fromAddress },
    to: { name: '', address: to },
    subject: words.testSubject,
    text: words.testBody,
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
  return String(response)
}

/** A trial always asks for a new access token; what came of the kept refresh token is kept in its turn. */
async function keepRenewed(ctx: Ctx, { password }: Smtp, access: Access) {
  const { value, version } = await readSettingVersion(ctx, smtpSetting)
  const newest = (await keptAccess(ctx, version))?.refreshToken ?? value?.password
  if (newest === password) await keepAccess(ctx, version, access, password)
}

/** Why it did not go: the sign-in in words of ours, and what the other side said. */
function saidOf({ me: { language } }: Ctx, error: unknown): string {
  const { code, responseCode, message } = error as { code?: string; responseCode?: number; message?: string }
  const said = (message ?? String(error)).slice(0, 300)
  if (error instanceof TokenRefused) return text[language].noAccess(said)
  return code === 'EAUTH' && responseCode ? text[language].signInRefused(said) : said
}
