import { z } from 'zod'

/** Ways in, as people name them. */
export const Channel = z.enum(['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'])
export type Channel = z.infer<typeof Channel>

const Party = z.object({ name: z.string(), address: z.string() })

/**
 * What one contact said, whatever the channel. Addresses are lower case; texts are NFC.
 * `text` is everything, `visibleText` without quoted history and signature, `quoted` what was folded away; `html` is safe to store, its quoted
 * parts carry `data-quote`, its remote pictures `data-remote-src`, its enclosed pictures `data-cid` (a content id of `attachments`).
 */
export const ContactFacts = z.object({
  contactId: z.uuid(),
  source: z.enum(['smtp', 'imap', 'form', 'hand', 'api']),
  channel: Channel,
  direction: z.enum(['in', 'out']),
  receivedAt: z.coerce.date(),
  from: z.object({
    name: z.string(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    honorific: z.string().nullable(),
    street: z.string().nullable(),
  }),
  to: z.array(Party),
  cc: z.array(Party),
  subject: z.string(),
  text: z.string(),
  visibleText: z.string(),
  quoted: z.string(),
  html: z.string().nullable(),
  attachments: z.array(
    z.object({
      fileId: z.uuid(),
      name: z.string(),
      mime: z.string(),
      size: z.number(),
      contentId: z.string().nullable(),
      inline: z.boolean(),
    }),
  ),
  messageId: z.string().nullable(),
  inReplyTo: z.array(z.string()),
  references: z.array(z.string()),
  /** The conversation that a valid signed id of ours names. Proof that somebody has our mail, not of who that is: see `unverifiedThread` in conversations. */
  threadConversationId: z.uuid().nullable(),
  /** Written by a machine: gets no automatic answer. */
  automatic: z.boolean(),
  automaticWhy: z.string().nullable(),
  /** Nothing speaks against the sender being who they say: a colleague or a key holder vouches, or DMARC passed, or no border is set that would know. */
  verified: z.boolean(),
  customerId: z.uuid().nullable(),
  loggedBy: z.uuid().nullable(),
  answered: z.boolean().nullable(),
  outcome: z.string().nullable(),
  topic: z.string().nullable(),
  wishes: z.string().nullable(),
  /** Sealed mail is shown as such: S/MIME or PGP, signed or encrypted. */
  protection: z.enum(['none', 'smime', 'pgp']),
  /** Which of our addresses it was written to, and the unit that address belongs to. */
  mailbox: z.string().nullable(),
  unitId: z.uuid().nullable(),
  /** Where a form was sent from, shortened to the network; for the caps on automatic mail. */
  network: z.string().nullable(),
  /** Names of files that were too many or too large to keep beside the original. */
  leftOut: z.array(z.string()),
})
export type ContactFacts = z.infer<typeof ContactFacts>
