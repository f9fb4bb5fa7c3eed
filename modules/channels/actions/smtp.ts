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
  transportFor,
} from '#platform/outbox.ts'
import { changeSetting, readSettingVersion } from '#platform/settings.ts'
import { step } from '#platform/step.ts'
import type { SmtpInput, trySmtp as trial } from '../contract.ts'
import { isAddress } from '../mail/headers.ts'
import { troubleOf } from '../remote/trouble.ts'
import { text } from '../text.ts'
import { keepNewest, newestOf } from './renewed.ts'
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
  const whole = given.username ? wholeSignIn(given) : unsigned(given)
  const { host, port, security, username, auth, tokenUrl, clientId, clientSecret } = whole
  const kept = await readSettingVersion(ctx, smtpSetting)
  if (kept.value?.password && username) mayKeep(kept.value, given)
  const password = await passwordOf(ctx, whole, kept)
  if (auth === 'xoauth2' && !password) throw text.refusal(422, 'secretMissing')
  return {
    ...{ host, port, security, username, auth, tokenUrl, clientId },
    password: username ? password : '',
    clientSecret: auth === 'xoauth2' ? clientSecret || (kept.value?.clientSecret ?? '') : '',
  }
}

/** Nobody signs in: nothing of it is kept. */
const unsigned = (given: SmtpInput): SmtpInput => ({ ...given, auth: 'password', tokenUrl: '', clientId: '', clientSecret: '', secret: '' })

type KeptSmtp = { value: Smtp | null; version: number }

/** What was typed, or what is kept; of a refresh token the one that came of it last. */
async function passwordOf(ctx: Ctx, given: SmtpInput, { value, version }: KeptSmtp): Promise<string> {
  const typed = given.secret && given.auth === 'xoauth2' ? await newestOf(ctx, given) : given.secret
  const isKept = given.auth === 'xoauth2' && value?.password === typed && isSameClient(value, given)
  if (typed && !isKept) return typed
  return (await keptAccess(ctx, version))?.refreshToken ?? value?.password ?? ''
}

const isSameClient = (one: Pick<Smtp, 'tokenUrl' | 'clientId'>, other: Pick<Smtp, 'tokenUrl' | 'clientId'>) =>
  one.tokenUrl === other.tokenUrl && one.clientId === other.clientId

export async function trySmtp(ctx: Ctx, { to, ...given }: z.output<typeof trial.input>) {
  if (!isAddress(to)) throw text.refusal(422, 'wrongAddress')
  const smtp = await smtpFrom(ctx, given)
  if (!smtp) return { works: true, detail: text[ctx.me.language].testMailboxOn, trouble: null }
  let transport: Transporter | undefined
  try {
    const accessToken = smtp.auth === 'xoauth2' ? await newToken(ctx, smtp, given) : undefined
    transport = transportFor(smtp, accessToken ? { accessToken } : {})
    return { works: true, detail: (await sendTrial(ctx, transport, to)).slice(0, 300), trouble: null }
  } catch (error) {
    return { works: false, ...saidOf(error) }
  } finally {
    transport?.close()
  }
}

/** A trial always asks for a new access token. What came of the refresh token is durable before anything else is said. */
async function newToken(ctx: Ctx, smtp: Smtp, given: SmtpInput): Promise<string> {
  const { used, access } = await renewed(smtp).catch(async (error) => {
    // Whoever sends may have used the kept refresh token a moment before, and have kept what came of it.
    const now = await smtpFrom(ctx, given)
    if (!now || now.password === smtp.password) throw error
    return renewed(now)
  })
  await step(ctx, (own) => keepRenewed(own, used, given, access))
  return access.accessToken
}

const renewed = async (used: Smtp) => ({ used, access: await renewAccess({ ...used, refreshToken: used.password }) })

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

/** What came of the kept refresh token is kept in its turn; what came of one that was typed waits until that one is saved. */
async function keepRenewed(ctx: Ctx, smtp: Smtp, typed: SmtpInput, access: Access) {
  const { value, version } = await readSettingVersion(ctx, smtpSetting)
  const newest = (await keptAccess(ctx, version))?.refreshToken ?? value?.password
  if (newest === smtp.password) await keepAccess(ctx, version, access, smtp.password)
  else if (typed.secret && access.refreshToken) await keepNewest(ctx, typed, access.refreshToken)
}

/** What the other side said, and what it means; a mail on its way out meets no folder. */
function saidOf(error: unknown) {
  const { code, message } = error as { code?: string; message?: string }
  const detail = (message ?? String(error)).slice(0, 300)
  const trouble = troubleOf(code ? `${code}: ${detail}` : detail)
  return { detail, trouble: trouble === 'folder' ? ('other' as const) : trouble }
}
