import { createHash, randomBytes } from 'node:crypto'

const DAY = 86_400_000
/** How long each link works, in milliseconds. */
export const LIFE = { invite: 7 * DAY, reset: 3_600_000, demo: 30 * DAY } as const

/** 128 random bits for a link; what is stored is their hash. */
export function freshToken(): { token: string; hash: Buffer } {
  const token = randomBytes(16).toString('base64url')
  return { token, hash: hashOf(token) }
}

/** `tt_` and 256 random bits; the first twelve characters tell keys apart. */
export function freshKey(): { key: string; prefix: string; hash: Buffer } {
  const key = `tt_${randomBytes(32).toString('base64url')}`
  return { key, prefix: key.slice(0, 12), hash: hashOf(key) }
}

/** A fast hash is enough for what is random; what is not a token of ours at all hashes to nothing that is stored. */
export function hashOf(token: unknown): Buffer {
  return createHash('sha256')
    .update(typeof token === 'string' ? token : '')
    .digest()
}

/** Does this look like a link of ours? Saves the question when it does not. */
export const isTokenShaped = (token: unknown): token is string => typeof token === 'string' && /^[A-Za-z0-9_-]{22}$/.test(token)
