import { z } from 'zod'
import type { Told } from '#customers'
import type { Ctx } from '#platform/context.ts'
import { type caseOpened, messageJoined, type severityChanged } from '../events.ts'
import { type Case, selectCase, selectVisibleIds } from '../queries/case.ts'
import { selectSaid } from '../queries/changes.ts'
import { selectWearing } from '../queries/people.ts'
import { letSeeCustomer } from './sight.ts'
import { tell, words } from './tell.ts'

type Opened = z.output<typeof caseOpened.facts>

/** Whoever a case fell to may see its customer, and is told; who gave it to themselves knows, and of a low score they are told as such. */
export async function followOpened(ctx: Ctx, { caseId, customerId, handlerId, why, severity }: Opened) {
  if (handlerId) await letSeeCustomer(ctx, customerId, [handlerId])
  const silent = handlerId === null || ['answered', 'wroteFirst', 'lowScore'].includes(why.code)
  if (silent && severity > SERIOUS) return
  const found = await selectCase(ctx.db, caseId)
  if (!found || found.isSpam) return
  if (!silent) await tell(ctx, found, { to: [handlerId], kind: 'assigned', title: words('givenToYou') })
  await tellSerious(ctx, found)
}

const SERIOUS = 2
/** What waits in a pool and is not serious is news to nobody in particular. */
export const concernsSomebody = ({ handlerId, severity }: Pick<Opened, 'handlerId' | 'severity'>): boolean =>
  handlerId !== null || severity <= SERIOUS

/** Who is told of a serious matter at once, whoever works on it (processes.md §0.2). */
const INFORMED: Record<number, readonly string[]> = { 1: ['care_manager', 'sales_head', 'board'], 2: ['care_manager', 'sales_head'] }

async function tellSerious(ctx: Ctx, found: Case) {
  const hats = INFORMED[found.severity]
  if (!hats) return
  const title = words(found.severity === 1 ? 'urgentCase' : 'seriousCase')
  await tell(ctx, found, {
    to: await selectWearing(ctx.db, hats, ctx.now),
    kind: 'escalated',
    title,
    dedupe: `cases:${found.id}:S${found.severity}`,
  })
}

/** It turned out worse than it looked. */
export async function followSeverity(ctx: Ctx, { caseId, from, to }: z.output<typeof severityChanged.facts>) {
  const found = to < from && to <= SERIOUS ? await selectCase(ctx.db, caseId) : undefined
  if (found) await tellSerious(ctx, found)
}

const Joined = z.object({ messageId: z.string(), direction: z.literal('out'), at: z.coerce.date() })

/** Replies that were taken back before they left, or came back: nobody was answered, and no history says so. One sent again was said then, not at first. */
export async function repliesTakenBack(ctx: Ctx, events: readonly Told[]): Promise<ReadonlySet<string>> {
  const replies = events.flatMap(({ id, name, facts }) => {
    const joined = name === messageJoined.name ? Joined.safeParse(facts).data : undefined
    return joined ? [{ id, ...joined }] : []
  })
  const said = await selectSaid(
    ctx.db,
    replies.map(({ messageId }) => messageId),
  )
  return new Set(replies.flatMap(({ id, messageId, at }) => ((said.get(messageId) ?? NEVER) > at ? [id] : [])))
}

/** Said later than anything. */
const NEVER = new Date(8.64e15)

/** Of a customer's history a reader is told what happened in cases they may see. */
export async function visibleEvents(ctx: Ctx, events: readonly Told[]): Promise<ReadonlySet<string>> {
  const ids = await selectVisibleIds(
    ctx.db,
    events.flatMap(({ caseId }) => caseId ?? []),
    ctx.me,
  )
  return new Set(events.filter(({ caseId, byId }) => byId === ctx.me.id || (caseId !== null && ids.has(caseId))).map(({ id }) => id))
}
