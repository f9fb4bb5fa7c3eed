import type { z } from 'zod'
import { messagesOf } from '#conversations'
import type { Ctx } from '#platform/context.ts'
import { decodeCursor, encodeCursor } from '#platform/database.ts'
import type * as contract from '../contract/page.ts'
import { Why } from '../events.ts'
import * as queries from '../queries/thread.ts'
import { LINE_EVENTS, lineWords } from '../text/lines.ts'
import { whyWords } from '../text/why.ts'
import { text } from '../text.ts'

/** The clocks of several processes, and those of mail servers, differ by less. */
const DAY_MS = 86_400_000

/** Messages of a case, newest first, and the grey lines that lie between them. */
export async function caseThread(ctx: Ctx, { id, after, limit }: z.output<typeof contract.caseThread.input>) {
  const seen = await queries.selectSeen(ctx.db, id, ctx.me)
  if (!seen) throw text.refusal(404, 'unknown')
  const cursor = decodeCursor(after, 2)
  const ties = await queries.selectTies(ctx.db, seen.id, ctx.me, cursor, limit)
  const page = ties.slice(0, limit)
  const oldest = ties.length > limit ? page.at(-1) : undefined
  const messages = await messagesOf(ctx, { messageIds: page.map(({ messageId }) => messageId) })
  const byId = new Map(messages.map((message) => [message.id, message]))
  return {
    items: page.flatMap(({ messageId, thanks, alsoIn }) => {
      const message = byId.get(messageId)
      return message ? [{ ...message, thanks, alsoIn }] : []
    }),
    lines: await linesOf(ctx, seen.id, {
      from: oldest?.at ?? new Date(seen.createdAt.getTime() - DAY_MS),
      to: cursor ? new Date(String(cursor[0])) : new Date(ctx.now.getTime() + DAY_MS),
    }),
    next: oldest ? encodeCursor([oldest.at, oldest.messageId]) : null,
  }
}

async function linesOf(ctx: Ctx, caseId: string, span: { from: Date; to: Date }) {
  const happened = (await queries.selectHappenings(ctx.db, caseId, LINE_EVENTS, span)).filter(isOwnLine)
  const names = await queries.selectNames(ctx.db, wantedBy(happened))
  return happened.map((row) => ({
    id: row.id,
    name: row.name,
    by: { id: row.byId, name: row.byName },
    words: lineWords(toldOf(row, caseId, names)),
    at: row.at,
  }))
}

const ENDS = ['resolved', 'closed', 'cancelled']
/** A move that has a line of its own is not told twice. */
function isOwnLine({ name, facts }: queries.TellingRow): boolean {
  // What was taken back within its seconds was never told of.
  if (name === 'cases.answerTakenBack') return facts.scheduled === true
  if (name !== 'cases.statusChanged') return true
  return !ENDS.includes(String(facts.categoryTo)) && !ENDS.includes(String(facts.categoryFrom))
}

const idsIn = (rows: readonly queries.TellingRow[], keys: readonly string[]) => [
  ...new Set(rows.flatMap(({ facts }) => keys.flatMap((key) => listOf(facts[key])))),
]
const listOf = (given: unknown): string[] =>
  (Array.isArray(given) ? given : [given]).filter((one): one is string => typeof one === 'string' && /^[0-9a-f-]{36}$/.test(one))

const wantedBy = (rows: readonly queries.TellingRow[]) => ({
  people: idsIn(
    rows.filter(({ name }) => name !== 'cases.caseTagged'),
    ['handlerId', 'formerHandlerId', 'added', 'removed'],
  ),
  units: idsIn(rows, ['unitId']),
  statuses: idsIn(rows, ['to']),
  types: rows.flatMap(({ facts }) => (typeof facts.typeCode === 'string' ? [facts.typeCode] : [])),
  cases: idsIn(rows, ['fromId', 'intoId', 'toId', 'parentId', 'formerParentId']),
})

function toldOf({ name, facts }: queries.TellingRow, caseId: string, names: Awaited<ReturnType<typeof queries.selectNames>>) {
  const key = (fact: string) => (typeof facts[fact] === 'string' ? String(facts[fact]) : '')
  const other = ['fromId', 'intoId', 'toId', 'parentId'].map(key).find((id) => id !== '' && id !== caseId)
  return {
    name,
    facts,
    handler: names.people?.[key('handlerId')] ?? null,
    formerHandler: names.people?.[key('formerHandlerId')] ?? null,
    unit: names.units?.[key('unitId')] ?? null,
    status: names.statuses?.[key('to')] ?? null,
    type: names.types?.[key('typeCode')] ?? null,
    other: (other && names.cases?.[other]) || null,
    people: [...listOf(facts.added), ...listOf(facts.removed)].flatMap((id) => names.people?.[id] ?? []),
    why: whyWords(
      Why.nullable()
        .catch(null)
        .parse(facts.why ?? null),
    ),
  }
}
