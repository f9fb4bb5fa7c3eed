import { findPeople, vnDay, vnStartOfDay } from '#org'
import { type Ctx, SYSTEM } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import type { NoticeKind } from '../contract.ts'
import { notified } from '../events.ts'
import * as queries from '../queries.ts'
import { mailMoment, UNLESS_CHOSEN } from '../rules.ts'

type Words = { vi: string; en: string }

/** One thing to tell. Words in both languages reach each in their own; a plain string (a case's subject) is the same for all. */
export type Notice = {
  kind: NoticeKind
  /** Whom. Whoever did it and whoever has left are not told; nobody is told twice. */
  to: readonly (string | null | undefined)[]
  title: string | Words
  detail?: string | Words
  /** A path inside the product, such as `/hop-thu/PH-000123`. */
  link: string
  caseId?: string | null
  /** Who did it; whoever acts unless told. In a reaction that is the house, so name the person of the event. */
  byId?: string | null
  /** The same key is never told a second time to the same person, such as `clock:<id>:80`. */
  dedupe?: string
  /** What counts as the same thing while it stands unread (then told once, with a count): the kind and the case (or the link) unless told. */
  thread?: string
}

const MOST = 300

/** Tells colleagues, in the product and by mail as each chose, in the caller's transaction. Answers who was told now. */
export async function notify(ctx: Ctx, notice: Notice): Promise<string[]> {
  const byId = notice.byId ?? (ctx.me.id === SYSTEM.id ? null : ctx.me.id)
  const wanted = [...new Set(notice.to)].flatMap((id) => (id && id !== byId && id !== SYSTEM.id ? [id] : []))
  const people = (await findPeople(ctx, wanted)).filter(({ leftAt }) => !leftAt)
  if (people.length === 0) return []
  const ids = people.map(({ id }) => id)
  const chosen = new Map((await queries.selectChosen(ctx.db, ids, notice.kind)).map((one) => [one.personId, one]))
  const ways = people.map((person) => ({ person, way: chosen.get(person.id) ?? UNLESS_CHOSEN[notice.kind] }))
  const willing = ways.filter(({ way }) => way.inProduct || way.byMail !== 'never')
  if (willing.length === 0) return []
  const fresh = notice.dedupe ? await queries.insertTold(ctx.db, ids, notice.dedupe, ctx.now) : new Set(ids)
  // In one order everywhere: two who tell the same people at once never wait for each other.
  const told = willing.filter(({ person }) => fresh.has(person.id)).sort((a, b) => (a.person.id < b.person.id ? -1 : 1))
  if (told.length === 0) return []
  const startOfDay = vnStartOfDay(vnDay(ctx.now))
  await queries.upsertNotifications(
    ctx.db,
    told.map(({ person, way }) => ({
      ...written(notice, person.language),
      personId: person.id,
      byId,
      inProduct: way.inProduct,
      at: ctx.now,
      mailAt: person.mail ? mailMoment(way.byMail, ctx.now, startOfDay) : null,
    })),
  )
  for (const { person } of told) emit(ctx, notified, { personId: person.id }, { people: [person.id] })
  return told.map(({ person }) => person.id)
}

function written({ kind, title, detail = '', link, caseId = null, thread }: Notice, language: string) {
  const said = (words: string | Words) => (typeof words === 'string' ? words : language === 'en' ? words.en : words.vi).slice(0, MOST)
  return { kind, title: said(title), detail: said(detail), link, caseId, thread: thread ?? `${kind}:${caseId ?? link}` }
}
