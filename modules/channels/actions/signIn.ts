import type { SignIn } from '../contract.ts'
import { text } from '../text.ts'

/** Where a server listens, and how the line to it is kept private. */
type Listener = { host: string; port: number; security?: string; secure?: boolean }
/** What is kept of a server: where it may be shown, and how it signs in. */
type Kept = Listener & Pick<SignIn, 'tokenUrl' | 'clientSecret'> & { auth: string }

/** A sign-in with OAuth2 names its token endpoint and client; one with a password keeps nothing of that. */
export function wholeSignIn<Given extends SignIn>(given: Given): Given {
  if (given.auth === 'password') return { ...given, tokenUrl: '', clientId: '', clientSecret: '' }
  if (!given.tokenUrl || !given.clientId) throw text.refusal(422, 'oauthIncomplete')
  return given
}

/** What is kept is never shown to another server than the one it was kept for, nor over another kind of line, nor used as something else. */
export function mayKeep(before: Kept, given: SignIn & Listener) {
  const { auth, tokenUrl } = wholeSignIn(given)
  const keepsSomething = !given.secret || (auth === 'xoauth2' && !given.clientSecret && before.clientSecret)
  const isSame = isSameListener(before, given) && before.auth === auth && before.tokenUrl === tokenUrl
  if (keepsSomething && !isSame) throw text.refusal(422, 'secretForOtherHost')
}

const isSameListener = (one: Listener, other: Listener) =>
  one.host === other.host && one.port === other.port && one.security === other.security && one.secure === other.secure
