import { emit } from '#platform/events.ts'
import type { PageAsk } from '#platform/room.ts'
import { signedOut } from '../events.ts'
import { endSession } from '../queries.ts'
import { cookiePrefix } from './auth.ts'
import { cookieIn } from './whoIs.ts'

/** Ends the session this request came with, and clears its cookie. */
export async function leaveHouse({ ctx, request, reply }: PageAsk) {
  const name = `${cookiePrefix(ctx.house.publicUrl)}.session_token`
  const cookie = cookieIn(new Headers({ cookie: request.headers.cookie ?? '' }), name)
  const token = decodeURIComponent(cookie ?? '').split('.')[0]
  if (token) await endSession(ctx.db, token)
  emit(ctx, signedOut, { personId: ctx.me.id }, { people: [ctx.me.id] })
  const secure = ctx.house.publicUrl.startsWith('https:') ? '; Secure' : ''
  reply.header('set-cookie', `${name}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0${secure}`)
  return { left: true }
}
