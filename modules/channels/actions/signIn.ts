import type { SignIn } from '../contract.ts'
import { text } from '../text.ts'

/** What is kept of a server: where it may be shown, and how it signs in. */
type Kept = Pick<SignIn, 'auth' | 'tokenUrl' | 'clientSecret'> & { host: string }

/** A sign-in with OAuth2 names its token endpoint and client; one with a password keeps nothing of that. */
export function wholeSignIn<Given extends SignIn>(given: Given): Given {
  if (given.auth === 'password') return { ...given, tokenUrl: '', clientId: '', clientSecret: '' }
  if (!given.tokenUrl || !given.clientId) throw text.refusal(422, 'oauthIncomplete')
  return given
}

/** What is kept is never shown to another server than the one it was kept for, nor used as something else. */
export function mayKeep(before: Pick<Kept, 'host' | 'tokenUrl' | 'clientSecret'> & { auth: string }, given: SignIn & { host: string }) {
  const { host, auth, tokenUrl } = wholeSignIn(given)
  const keepsSomething = !given.secret || (auth === 'xoauth2' && !given.clientSecret && before.clientSecret)
  const isSame = before.host === host && before.auth === auth && before.tokenUrl === tokenUrl
  if (keepsSomething && !isSame) throw text.refusal(422, 'secretForOtherHost')
}
