import type { Mailbox } from './MailboxesCard.tsx'

type Trouble = NonNullable<Mailbox['trouble']>

/** What is the matter with a mail server, as somebody would say it; the server's words stand below. What else there is, each card says itself. */
export const TROUBLES = {
  consent: 'troubleConsent',
  client: 'troubleClient',
  certificate: 'troubleCertificate',
  network: 'troubleNet',
  signIn: 'troubleSignIn',
} as const satisfies Partial<Record<Trouble, string>>

/** What whoever looks after it does about it, where that is not plain. */
export const MENDS: Partial<Record<Trouble, 'mendConsent' | 'mendClient'>> = { consent: 'mendConsent', client: 'mendClient' }

export const isCommon = (trouble: Trouble): trouble is keyof typeof TROUBLES => trouble in TROUBLES
