import { z } from 'zod'

/** What a mailbox, or the sending from it, was registered with at its provider, and what renews its access. */
export type Grant = { tokenUrl: string; clientId: string; clientSecret: string; refreshToken: string }
/** `seconds`: how long the token is good for. `refreshToken`: the one to use from now on; null keeps the present one. */
export type Access = { accessToken: string; seconds: number; refreshToken: string | null }

const PATIENCE_MS = 10_000
const MOST_BYTES = 64 * 1024
/** A provider that does not say how long its token lasts (RFC 6749 §5.1 lets it). */
const USUAL_SECONDS = 3_600

const Given = z.object({
  access_token: z.string().min(1).max(16_000),
  expires_in: z.coerce.number().positive().max(31_536_000).catch(USUAL_SECONDS),
  refresh_token: z.string().min(1).max(8_000).nullish(),
})
const Denied = z.object({ error: z.string().max(100), error_description: z.string().max(2_000).optional() })

/** The provider gave no token, in its own words. `code` is what RFC 6749 §5.2 calls `error`; null when it did not speak OAuth2 at all. */
export class TokenRefused extends Error {
  override name = 'TokenRefused'
  readonly code: string | null
  constructor(code: string | null, words: string) {
    super(code ? `${code}: ${words}` : words)
    this.code = code
  }
}

/**
 * A new access token for a refresh token (RFC 6749 §6). Follows no redirect, so that the client's secret reaches nobody else.
 * Throws `TokenRefused` with the provider's words, or what the network said.
 */
export async function renewAccess({ tokenUrl, clientId, clientSecret, refreshToken }: Grant): Promise<Access> {
  const answer = await fetch(tokenUrl, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: refreshToken,
      client_id: clientId,
      ...(clientSecret ? { client_secret: clientSecret } : {}),
    }),
  }).catch((error: Error) => {
    const { cause } = error as { cause?: { code?: string; message?: string } }
    throw new TokenRefused(null, `${cause?.code ?? error.name}: ${cause?.message ?? error.message}`)
  })
  const said = await bodyOf(answer)
  const given = Given.safeParse(said)
  if (answer.ok && given.success) {
    const { access_token, expires_in, refresh_token } = given.data
    return { accessToken: access_token, seconds: expires_in, refreshToken: refresh_token ?? null }
  }
  const denied = Denied.safeParse(said)
  if (!denied.success) throw new TokenRefused(null, `HTTP ${answer.status} ${new URL(tokenUrl).host}`)
  throw new TokenRefused(denied.data.error, denied.data.error_description ?? `HTTP ${answer.status}`)
}

/** What was answered, as far as it is JSON of a bearable size. */
async function bodyOf(answer: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of answer.body ?? []) {
      size += chunk.length
      if (size > MOST_BYTES) return null
      chunks.push(chunk)
    }
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    // Cut short or no JSON: as good as nothing said.
    return null
  }
}
