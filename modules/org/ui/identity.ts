import { z } from 'zod'
import { Failure } from '#web/failure.ts'
import { currentLanguage } from '#web/language.ts'

const Said = z.object({ code: z.string().optional(), message: z.string().optional() })

/** Asks the sign-in door (`/api/auth/…`), which speaks better-auth's own language; refusals come back as every other `Failure`. */
export async function identity<Reply extends z.ZodType>(path: string, reply: Reply, body?: object): Promise<z.output<Reply>> {
  const answer = await fetch(`/api/auth${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json', 'accept-language': currentLanguage() },
    body: body && JSON.stringify(body),
    credentials: 'same-origin',
  })
  const said: unknown = await answer.json().catch(() => ({}))
  if (!answer.ok) throw new Failure(answer.status, Said.safeParse(said).data ?? {}, Number(answer.headers.get('retry-after')) || undefined)
  return reply.parse(said)
}

/**
 * For every mutation that asks the door: not repeated by itself. After too many tries the answer bids to wait a quarter of an hour, which is to
 * be read, not waited for under a turning wheel; and a change of password whose answer was lost would be told that the old one is wrong.
 */
export const ONCE = { retry: false } as const

export const SignedIn = z.object({ twoFactorRedirect: z.boolean().optional() })
export const Anything = z.unknown()
export const Sessions = z.array(
  z.object({
    id: z.string(),
    token: z.string(),
    createdAt: z.coerce.date(),
    ipAddress: z.string().nullish(),
    userAgent: z.string().nullish(),
  }),
)
export const Enabled = z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) })
/** The session this browser holds. */
export const Own = z.object({ session: z.object({ id: z.string() }) }).nullable()
