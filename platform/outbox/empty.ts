import { sql } from 'kysely'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { keepSetting, readSettingNow, setting } from '../settings.ts'
import type { MailState } from './queue.ts'

/**
 * What the house writes by itself carries secret links: to a survey, a request, an invitation, a new password. Such a mail is kept as long as it
 * can be needed, and not longer:
 *
 * - queued, being sent, deferred: whole, for it is sent from here;
 * - delivered, bounced, given up, of unknown fate, cancelled: emptied in the same statement. It is never sent a second time, and a bounce is known
 *   by its Message-ID alone;
 * - in the test mailbox: whole for `TEST_DAYS`, for it is read there.
 *
 * A person's reply is kept whole in every state, since whoever wrote it may send it again; its words stand in the conversation anyway.
 * To whom, when, about what and how it ended is kept of every mail.
 */
export const EMPTIED = sql<Buffer>`case when kind = 'automatic' then ''::bytea else bytes end`

/** Whether a mail that got this far will not be read or sent from here any more. */
export const isOver = (state: MailState, transport: 'smtp' | 'test' | undefined): boolean =>
  state === 'sent' ? transport === 'smtp' : state === 'bounced' || state === 'unknown' || state === 'cancelled'

/** For how many days an automatic mail in the test mailbox can be read. */
export const TEST_DAYS = 30
/** Twice as long as a server is tried: what is older is over, or ends by itself and is emptied then. */
const OLD_DAYS = 7
/** Bounds one night's transaction; the next night goes on. */
const PAGE = 1_000
const MOST_PAGES = 100

/** How far the walk through everything that was ever sent has come. */
const walkSetting = setting('mail.emptied', z.object({ upTo: z.uuid() }), { upTo: '00000000-0000-0000-0000-000000000000' })

const daysBefore = ({ now }: Ctx, days: number) => new Date(now.getTime() - days * 86_400_000)

/** Every night: what has lain in the test mailbox long enough, and what an earlier version has left behind. */
export async function emptyOldMail(ctx: Ctx): Promise<void> {
  await emptyTestMailbox(ctx)
  let { upTo } = await readSettingNow(ctx, walkSetting)
  for (let page = 0; page < MOST_PAGES; page++) {
    const reached = await emptyPage(ctx, upTo)
    if (!reached) break
    upTo = reached
  }
  await keepSetting(ctx, walkSetting, { upTo })
}

async function emptyTestMailbox(ctx: Ctx) {
  const old = ctx.db
    .selectFrom('platform.outgoing')
    .select('id')
    .where('transport', '=', sql.lit('test'))
    .where('kind', '=', 'automatic')
    .where('queuedAt', '<', daysBefore(ctx, TEST_DAYS))
    .where(({ eb, fn }) => eb(fn<number>('octet_length', ['bytes']), '>', 0))
    .limit(PAGE * MOST_PAGES)
  await ctx.db.updateTable('platform.outgoing').set({ bytes: EMPTIED }).where('id', 'in', old).execute()
}

/** Empties what is over among the next mails, in the order they were queued. Answers the last of them; undefined when none is old enough. */
async function emptyPage(ctx: Ctx, after: string): Promise<string | undefined> {
  const old = daysBefore(ctx, OLD_DAYS)
  const next = await ctx.db
    .selectFrom('platform.outgoing')
    .select(['id', 'queuedAt'])
    .where('id', '>', after)
    .orderBy('id')
    .limit(PAGE)
    .execute()
  const young = next.findIndex(({ queuedAt }) => queuedAt >= old)
  const last = (young < 0 ? next : next.slice(0, young)).at(-1)
  if (!last) return undefined
  await ctx.db
    .updateTable('platform.outgoing')
    .set({ bytes: EMPTIED })
    .where('id', '>', after)
    .where('id', '<=', last.id)
    .where('kind', '=', 'automatic')
    .where('state', 'in', ['sent', 'bounced', 'unknown', 'cancelled'])
    .where(({ eb, or }) => or([eb('transport', 'is', null), eb('transport', '<>', 'test')]))
    .where(({ eb, fn }) => eb(fn<number>('octet_length', ['bytes']), '>', 0))
    .execute()
  return last.id
}
