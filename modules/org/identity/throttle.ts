import { createHmac, timingSafeEqual } from 'node:crypto'
import type { House } from '#platform/house.ts'
import { newId } from '#platform/id.ts'
import { countAttempt, forgetAttempts } from '../queries.ts'

/** How many wrong tries, in how many seconds. */
const FROM_ONE_PLACE = { most: 8, seconds: 900 }
const FROM_ONE_ADDRESS = { most: 100, seconds: 900 }
const ON_ONE_ACCOUNT = { most: 50, seconds: 3_600 }
const ON_ONE_DEVICE = { most: 10, seconds: 900 }

type Try = { mail: string; address: string; device?: string }

/**
 * Counts one try to sign in and says whether it may go on. A device that has signed in to this account before is counted apart: whoever
 * hammers an account from elsewhere cannot lock its owner out.
 */
export async function countTry(house: House, given: Try): Promise<{ allowed: boolean; keys: Buffer[]; retryAfter: number }> {
  const wanted = limitsFor(house, given)
  let isAllowed = true
  let retryAfter = 0
  for (const { key, most, seconds } of wanted) {
    const attempts = await countAttempt(house.db, key, seconds)
    if (attempts > most) {
      isAllowed = false
      retryAfter = Math.max(retryAfter, seconds)
    }
  }
  return { allowed: isAllowed, keys: wanted.map(({ key }) => key), retryAfter }
}

function limitsFor(house: House, { mail, address, device }: Try) {
  const account = mail.trim().toLowerCase().normalize('NFC')
  if (device) return [{ key: keyOf(house, 'device', account, device), ...ON_ONE_DEVICE }]
  return [
    { key: keyOf(house, 'place', account, address), ...FROM_ONE_PLACE },
    { key: keyOf(house, 'account', account), ...ON_ONE_ACCOUNT },
    { key: keyOf(house, 'address', address), ...FROM_ONE_ADDRESS },
  ]
}

/** It was the right person after all: only their own counts begin anew, not those of the address they share with others. */
export const forgetTries = (house: House, keys: readonly Buffer[]) => forgetAttempts(house.db, keys.slice(0, 2))

const keyOf = (house: House, ...parts: string[]) => createHmac('sha256', house.secret).update(JSON.stringify(parts)).digest()

/** The cookie by which a device is known to have signed in to this account: a random name and our signature over both. */
export function deviceCookie(house: House, mail: string): string {
  const device = newId()
  return `${device}.${signatureOf(house, mail, device)}`
}

export function knownDevice(house: House, mail: string, cookie: string | undefined): string | undefined {
  const [device = '', signature = ''] = (cookie ?? '').split('.')
  const right = Buffer.from(signatureOf(house, mail, device))
  const given = Buffer.from(signature)
  return given.length === right.length && timingSafeEqual(given, right) ? device : undefined
}

const signatureOf = (house: House, mail: string, device: string) =>
  createHmac('sha256', house.secret).update(`device\n${mail.trim().toLowerCase()}\n${device}`).digest('base64url')
