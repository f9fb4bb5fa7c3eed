/** What is the matter with a mailbox, as far as somebody can mend it. The server's own words stand beside it. */
export const troubles = ['consent', 'client', 'certificate', 'network', 'signIn', 'folder', 'other'] as const
export type MailboxTrouble = (typeof troubles)[number]

/** In this order: what a token endpoint says, then the line, then the mail server. */
const SIGNS: [MailboxTrouble, RegExp][] = [
  ['consent', /\b(invalid_grant|interaction_required|consent_required|login_required|access_denied)\b/i],
  ['client', /\b(invalid_client|unauthorized_client|invalid_request|invalid_scope|unsupported_grant_type)\b/i],
  ['certificate', /certificate|self.signed|altname/i],
  ['network', /ECONN|ENOTFOUND|ETIMEDOUT|EHOST|ENETUNREACH|EAI_AGAIN|timeout|closed/i],
  ['signIn', /auth|login|credential|password/i],
  ['folder', /mailbox|folder/i],
]

/** What a server's words mean. */
export const troubleOf = (said: string): MailboxTrouble => SIGNS.find(([, looks]) => looks.test(said))?.[0] ?? 'other'

/** Nothing gets better by waiting: a person must give new permission or new words to sign in with. */
export const needsSomebody = (trouble: MailboxTrouble) => ['consent', 'client', 'signIn'].includes(trouble)

/** What the server said, in one line, never with a password in it. */
export function imapTrouble(error: unknown): string {
  const { name, responseText, code, message } = error as { name?: string; responseText?: string; code?: string; message?: string }
  if (name === 'TokenRefused') return String(message).slice(0, 300)
  return String(responseText || (code ? `${code}: ${message}` : message) || error).slice(0, 300)
}
