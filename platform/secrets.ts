import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'

/** A key for one purpose, derived from the house's secret: a token of one kind never opens another door. */
export function keyFor(secret: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `tantam.${purpose}`, 32))
}

/** AES-256-GCM; the text can be opened again only with the house's secret. */
export function sealText(secret: Buffer, purpose: string, text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secret, purpose), iv)
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `v1.${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`
}

/** Throws when the text was sealed with another secret or was changed. */
export function openText(secret: Buffer, purpose: string, sealed: string): string {
  const bytes = Buffer.from(sealed.replace(/^v1\./, ''), 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secret, purpose), bytes.subarray(0, 12))
  decipher.setAuthTag(bytes.subarray(12, 28))
  return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8')
}

/** 128 random bits for a link, and the hash that is stored instead of it. The purpose is part of the hash. */
export function newToken(purpose: string): { token: string; hash: Buffer } {
  const token = randomBytes(16).toString('base64url')
  return { token, hash: hashToken(purpose, token) }
}

/** What is stored and looked up; never the token itself. */
export function hashToken(purpose: string, token: unknown): Buffer {
  const given = typeof token === 'string' && token.length > 0 && token.length <= 100 ? token : randomBytes(16).toString('hex')
  return createHash('sha256').update(`${purpose}:${given}`).digest()
}

/** A short signature bound to a purpose, base64url of the first 15 bytes. */
export function sign(secret: Buffer, purpose: string, text: string): string {
  return createHmac('sha256', keyFor(secret, purpose)).update(text).digest().subarray(0, 15).toString('base64url')
}

/** Constant-time check of `sign`. */
export function isSigned(secret: Buffer, purpose: string, text: string, signature: string): boolean {
  const right = Buffer.from(sign(secret, purpose, text))
  const given = Buffer.from(signature)
  return right.length === given.length && timingSafeEqual(right, given)
}
