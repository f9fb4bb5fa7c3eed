import { hashPassword } from 'better-auth/crypto'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { queueMail } from '#platform/outbox.ts'
import { demoDoorOpened, invitationAccepted, personInvited, resetAsked } from '../events.ts'
import * as queries from '../queries.ts'
import { maskedMail } from '../rules/masking.ts'
import { isWeakPassword } from '../rules/password.ts'
import { freshToken, hashOf, isTokenShaped, LIFE } from '../rules/tokens.ts'
import { text } from '../text.ts'
import { lockColleague } from './colleagues.ts'
import { companyOf } from './company.ts'

/** Mails of one kind to one person within an hour. */
const MOST_AN_HOUR = 5
const HOUR = 3_600_000

export async function invitePerson(ctx: Ctx, { id }: { id: string }) {
  const person = await lockColleague(ctx, id)
  if (person.leftAt) throw text.refusal(409, 'alreadyLeft', person.name)
  return sendInvitation(ctx, id)
}

/** Older links of the same person end with the new one. */
export async function sendInvitation(ctx: Ctx, id: string) {
  const person = await queries.lockPerson(ctx.db, id)
  if (!person?.mail) throw text.refusal(422, 'noMail', person?.name ?? '')
  if (await sentOften(ctx, id, 'invite')) throw text.refusal(429, 'invitedTooOften')
  const expiresAt = await mailLink(ctx, person, 'invite')
  return { sentTo: person.mail, expiresAt }
}

/**
 * Somebody has forgotten. Whether the address is known shows neither in the answer nor in what is done before it: link and mail are made
 * by the reaction.
 */
export async function askReset(ctx: Ctx, { mail }: { mail: string }) {
  const person = await queries.selectByMail(ctx.db, mail)
  emit(ctx, resetAsked, { personId: person?.id ?? null }, { people: [] })
  return { received: true as const }
}

export async function mailReset(ctx: Ctx, { personId }: { personId: string | null }) {
  const person = personId ? await queries.lockPerson(ctx.db, personId) : undefined
  if (!person?.mail || person.leftAt || (await sentOften(ctx, person.id, 'reset'))) return
  await mailLink(ctx, person, 'reset')
}

const sentOften = async (ctx: Ctx, id: string, purpose: 'invite' | 'reset') =>
  (await queries.countInvitations(ctx.db, id, purpose, new Date(ctx.now.getTime() - HOUR))) >= MOST_AN_HOUR

type Addressee = { id: string; name: string; mail: string; language: string }

async function mailLink(ctx: Ctx, person: Addressee, purpose: 'invite' | 'reset') {
  const { token, hash } = freshToken()
  const expiresAt = new Date(ctx.now.getTime() + LIFE[purpose])
  await queries.endInvitations(ctx.db, person.id, [purpose], ctx.now)
  const invitationId = newId()
  await queries.insertInvitation(ctx.db, {
    id: invitationId,
    personId: person.id,
    purpose,
    hash,
    createdBy: ctx.me.id,
    createdAt: ctx.now,
    expiresAt,
  })
  emit(ctx, personInvited, { personId: person.id, invitationId })
  // The address of the house is what it was told to be, never what a request claimed.
  await queueMail(ctx, await letter(ctx, person, purpose, `${ctx.house.publicUrl}/mat-khau/${token}`))
  return expiresAt
}

async function letter(ctx: Ctx, person: Addressee, purpose: 'invite' | 'reset', link: string) {
  const company = await companyOf(ctx)
  const t = text[person.language === 'en' ? 'en' : 'vi']
  const isInvite = purpose === 'invite'
  const lines = [
    t.mailGreeting(person.name),
    isInvite ? t.inviteBody(company.name) : t.resetBody,
    link,
    isInvite ? t.inviteEnds : t.resetEnds,
  ]
  return {
    kind: 'automatic' as const,
    from: { name: company.name, address: company.mail || `no-reply@${new URL(ctx.house.publicUrl).hostname}` },
    to: [person.mail],
    subject: isInvite ? t.inviteSubject(company.name) : t.resetSubject(company.name),
    text: lines.join('\n\n'),
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
    about: { room: 'org', subjectId: person.id },
  }
}

/** Empty, a list, used, expired, of another purpose: all are simply unknown. */
export async function lookAtInvitation(ctx: Ctx, { token }: { token?: unknown }) {
  const invitation = isTokenShaped(token) ? await queries.selectInvitation(ctx.db, hashOf(token), ['invite', 'reset'], ctx.now) : undefined
  if (!invitation) throw text.refusal(404, 'unknownLink')
  const { name, mail, purpose } = invitation
  return {
    name,
    mail: maskedMail(mail),
    purpose: purpose === 'invite' ? ('invite' as const) : ('reset' as const),
    company: (await companyOf(ctx)).name,
  }
}

/** Chooses the password the link was for. The link ends, and so does every session that was open before. */
export async function acceptInvitation(ctx: Ctx, { token, password }: { token?: unknown; password: string }) {
  const invitation = isTokenShaped(token) ? await queries.lockInvitation(ctx.db, hashOf(token), ['invite', 'reset'], ctx.now) : undefined
  if (!invitation?.mail) throw text.refusal(404, 'unknownLink')
  const { personId, name, mail, purpose } = invitation
  refuseWeak(password, [name, mail])
  const userId = await openAccount(ctx, { id: personId, name, mail, userId: invitation.userId })
  await queries.setPassword(ctx.db, userId, await hashPassword(password), ctx.now)
  await queries.endSessions(ctx.db, userId)
  await queries.endInvitations(ctx.db, personId, ['invite', 'reset'], ctx.now)
  emit(ctx, invitationAccepted, { personId, purpose: purpose === 'invite' ? 'invite' : 'reset' })
  return { mail }
}

export function refuseWeak(password: string, own: readonly string[]) {
  if (isWeakPassword(password, own)) throw text.refusal(422, 'weakPassword')
}

/** The account somebody signs in with; made when there is none yet. */
export async function openAccount(ctx: Ctx, person: { id: string; name: string; mail: string; userId: string | null }): Promise<string> {
  const userId = person.userId ?? newId()
  await queries.freeAddress(ctx.db, person.mail, userId)
  await queries.upsertUser(ctx.db, { id: userId, name: person.name, email: person.mail, at: ctx.now })
  if (!person.userId) await queries.updatePerson(ctx.db, person.id, { userId })
  return userId
}

/** Does this one-click link of the demo still work? */
export async function isDemoDoorOpen({ db, now }: Pick<Ctx, 'db' | 'now'>, token: unknown): Promise<boolean> {
  return isTokenShaped(token) && (await queries.selectInvitation(db, hashOf(token), ['demo'], now)) !== undefined
}

/** For the demo only: a link that signs somebody in with one click, as often as wanted, for thirty days. Only the house itself may. */
export async function openDemoDoor(ctx: Ctx, personId: string): Promise<{ token: string; path: string }> {
  if (ctx.me.via !== 'system') throw text.refusal(403, 'guardedHats')
  const person = await queries.lockPerson(ctx.db, personId)
  if (!person?.mail || person.leftAt) throw text.refusal(404, 'unknownPerson')
  await openAccount(ctx, person)
  const { token, hash } = freshToken()
  const expiresAt = new Date(ctx.now.getTime() + LIFE.demo)
  await queries.insertInvitation(ctx.db, {
    id: newId(),
    personId,
    purpose: 'demo',
    hash,
    createdBy: ctx.me.id,
    createdAt: ctx.now,
    expiresAt,
  })
  emit(ctx, demoDoorOpened, { personId })
  return { token, path: `/vao/${token}` }
}
