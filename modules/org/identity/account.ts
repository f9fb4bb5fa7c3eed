import { z } from 'zod'
import { emit } from '#platform/events.ts'
import { passwordChanged, sessionsRevoked, twoFactorDisabled } from '../events.ts'
import { selectUserByMail } from '../queries.ts'
import { isWeakPassword } from '../rules/password.ts'
import { text } from '../text.ts'
import { type Asked, announce, type Doorway, guess, refused, sessionOf } from './signIn.ts'

/** What somebody signed in proves with their present password. */
const PROVEN = new Set(['/two-factor/enable', '/two-factor/disable', '/two-factor/generate-backup-codes'])

/** A new password in place of the present one; every other session of this person ends. */
export async function changePassword(door: Doorway, asked: Asked): Promise<Response> {
  const session = await sessionOf(door, asked.headers)
  const { currentPassword, newPassword } = asked.body
  if (!session) return refused(text.refusal(401, 'sessionEnded'), asked.headers)
  if (typeof newPassword !== 'string' || isWeakPassword(newPassword, [session.name, session.email]))
    return refused(text.refusal(422, 'weakPassword'), asked.headers)
  const answer = await guess(door, asked, session.email, { currentPassword, newPassword, revokeOtherSessions: true })
  return told(
    door,
    answer,
    session.email,
    (ctx, personId) => emit(ctx, passwordChanged, { personId }, { people: [personId] }),
    asked.headers,
  )
}

/** Ending other sessions, switching the second factor off: better-auth does it, the house remembers it. */
export async function plain(door: Doorway, asked: Asked): Promise<Response> {
  const session = await sessionOf(door, asked.headers)
  const answer = session && PROVEN.has(asked.path) ? await guess(door, asked, session.email) : await asked.pass()
  const event = {
    '/revoke-session': sessionsRevoked,
    '/revoke-other-sessions': sessionsRevoked,
    '/two-factor/disable': twoFactorDisabled,
  }[asked.path]
  if (!event || !session) return answer.ok ? answer : inOurWords(answer, asked.headers)
  return told(door, answer, session.email, (ctx, personId) => emit(ctx, event, { personId }, { people: [personId] }), asked.headers)
}

type Announce = (ctx: Parameters<typeof emit>[0], personId: string) => unknown

async function told(door: Doorway, answer: Response, email: string, announceIt: Announce, headers: Headers): Promise<Response> {
  if (!answer.ok) return inOurWords(answer, headers)
  door.forget()
  const personId = (await selectUserByMail(door.house.db, email))?.personId
  if (personId) await announce(door.house, personId, (ctx) => announceIt(ctx, personId))
  return answer
}

/** better-auth said no to somebody signed in. 401 says nothing but that their session is over: browsers leave for the sign-in on it. */
async function inOurWords(answer: Response, headers: Headers): Promise<Response> {
  if (answer.status === 401) return refused(text.refusal(401, 'sessionEnded'), headers)
  if (answer.status !== 400) return answer
  const { code } = z
    .object({ code: z.string().optional() })
    .catch({})
    .parse(await answer.json().catch(() => ({})))
  if (code === 'TOTP_ALREADY_ENABLED') return refused(text.refusal(409, 'secondFactorOn'), headers)
  return refused(text.refusal(422, code === 'VALIDATION_ERROR' ? 'badAsk' : 'wrongPassword'), headers)
}
