import { companyOf, findPeople } from '#org'
import type { Ctx } from '#platform/context.ts'
import { queueMail } from '#platform/outbox.ts'
import * as queries from '../queries.ts'
import { isStale } from '../rules.ts'
import { text } from '../text.ts'

const AT_ONCE = 200
const MOST_LINES = 20

type Due = Awaited<ReturnType<typeof queries.lockDueMails>>[number]

/** Mails what is due and still unread: one mail a person. Answers how many notifications that settled. */
export async function mailDue(ctx: Ctx): Promise<number> {
  const due = await queries.lockDueMails(ctx.db, ctx.now, AT_ONCE)
  if (due.length === 0) return 0
  const [stale, timely] = [due.filter(({ at }) => isStale(at, ctx.now)), due.filter(({ at }) => !isStale(at, ctx.now))]
  const people = (await findPeople(ctx, [...new Set(timely.map(({ personId }) => personId))])).filter(({ mail, leftAt }) => mail && !leftAt)
  const company = await companyOf(ctx)
  for (const person of people) {
    const theirs = timely.filter(({ personId }) => personId === person.id)
    await queueMail(ctx, {
      kind: 'automatic',
      from: { name: company.name, address: company.mail || `no-reply@${new URL(ctx.house.publicUrl).hostname}` },
      to: [person.mail],
      ...letter(person, theirs, ctx.house.publicUrl),
      headers: { 'Auto-Submitted': 'auto-generated', Precedence: 'bulk', 'X-Auto-Response-Suppress': 'All' },
      about: { room: 'notifications', subjectId: person.id },
    })
  }
  if (stale.length > 0) await queries.updateMailed(ctx.db, idsOf(stale), null, ctx.now)
  if (timely.length > 0) await queries.updateMailed(ctx.db, idsOf(timely), ctx.now, ctx.now)
  return due.length
}

const idsOf = (due: readonly Due[]) => due.map(({ id }) => id)

function letter({ name, language }: { name: string; language: string }, due: readonly Due[], publicUrl: string) {
  const t = text[language === 'en' ? 'en' : 'vi']
  const told = due
    .slice(0, MOST_LINES)
    .map(({ title, detail, link, times }) =>
      [`${title}${times > 1 ? t.times(times) : ''}`, detail, `${publicUrl}${link}`].filter(Boolean).join('\n'),
    )
  const [first] = due
  const lines = [
    t.greeting(name),
    ...told,
    ...(due.length > MOST_LINES ? [t.andMore(due.length - MOST_LINES)] : []),
    `${t.choose} ${publicUrl}/thong-bao/tuy-chon`,
  ]
  const subject = first && due.length === 1 ? [first.title, first.detail].filter(Boolean).join(': ') : t.subjectMany(due.length)
  return { subject, text: lines.join('\n\n') }
}
