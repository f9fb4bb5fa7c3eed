/** What threading looks at in a contact. */
export type Claim = { source: 'smtp' | 'imap' | 'form' | 'hand' | 'api'; from: { address: string | null }; verified: boolean }

/**
 * Did somebody send our thread id who is no participant of that thread? Mail proves nothing but its words, so its sender must be known there, and nothing may speak
 * against their being the sender.
 * A form is filled in behind the customer's own secret link, a contact logged by a colleague, an API call made with a key: they may say where they belong.
 */
export function isOutsider({ source, from, verified }: Claim, participants: readonly string[]): boolean {
  if (source !== 'smtp' && source !== 'imap') return false
  return !verified || from.address === null || !participants.includes(from.address.toLowerCase())
}

const KINDS: Record<string, 'call' | 'visit' | 'letter'> = { phone: 'call', counter: 'visit', letter: 'letter' }

/** What a message on this channel is called. */
export const kindOf = (channel: string) => KINDS[channel] ?? 'message'
