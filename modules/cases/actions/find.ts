import type { Ctx } from '#platform/context.ts'
import type { Category, Channel, Tier } from '../contract/shapes.ts'
import {
  type Case,
  lockCase,
  lockThread,
  selectCase,
  selectCaseOfMessage,
  selectCases,
  selectCasesOfConversation,
  selectConversationIds,
  selectCurrentCase,
} from '../queries/case.ts'

/** What rooms above may know of a case. Whoever asks has checked who may see it. */
export type CaseFacts = {
  id: string
  /** PH-000123 */
  code: string
  subject: string
  channel: Channel
  typeCode: string | null
  category: Category
  severity: number
  tier: Tier
  customerId: string | null
  unitId: string
  /** Accountable; never empty. */
  ownerId: string
  /** Works on it; null: waits in the pool of its unit. */
  handlerId: string | null
  isSpam: boolean
  isTest: boolean
  createdAt: Date
  firstResponseAt: Date | null
  firstResolvedAt: Date | null
  lastResolvedAt: Date | null
  closedAt: Date | null
  /** Set: it lives on there. */
  mergedIntoId: string | null
  followUpOfId: string | null
  /** Where it opens: `/hop-thu/PH-000123`. */
  link: string
}

export const linkOf = (code: string) => `/hop-thu/${code}`

/** A case by id; a merged one as it is, with `mergedIntoId` set. */
export async function findCase(ctx: Ctx, id: string): Promise<CaseFacts | undefined> {
  const found = await selectCase(ctx.db, id)
  return found && toFacts(found)
}

export async function findCases(ctx: Ctx, ids: readonly string[]): Promise<CaseFacts[]> {
  if (ids.length === 0) return []
  return (await selectCases(ctx.db, [...new Set(ids)])).map(toFacts)
}

/** The case a conversation belongs to now: of several the one last spoken in; of a merged one the survivor. */
export async function caseOfConversation(ctx: Ctx, conversationId: string): Promise<CaseFacts | undefined> {
  const [newest] = await selectCasesOfConversation(ctx.db, conversationId)
  const found = newest && (await survivorOf(ctx, newest))
  return found ? toFacts(found) : undefined
}

/** The conversations of a case, the one last spoken in first. */
export const conversationsOfCase = (ctx: Ctx, caseId: string): Promise<string[]> => selectConversationIds(ctx.db, caseId)

/** Follows merges to the case that lives. */
export async function survivorOf(ctx: Ctx, id: string): Promise<Case | undefined> {
  let found = await selectCase(ctx.db, id)
  for (let steps = 0; found?.mergedIntoId && steps < 20; steps++) found = await selectCase(ctx.db, found.mergedIntoId)
  return found
}

function toFacts(row: Case): CaseFacts {
  const { id, code, subject, channel, typeCode, category, severity, tier, customerId, unitId, ownerId, handlerId, isSpam, isTest } = row
  const { createdAt, firstResponseAt, firstResolvedAt, lastResolvedAt, closedAt, mergedIntoId, followUpOfId } = row
  const what = { id, code, subject, channel, typeCode, category, severity, tier, customerId, unitId, ownerId, handlerId, isSpam, isTest }
  return { ...what, createdAt, firstResponseAt, firstResolvedAt, lastResolvedAt, closedAt, mergedIntoId, followUpOfId, link: linkOf(code) }
}

/** The case new messages of a conversation belong to, or the one that has `messageId` already; locked; undefined when there is none yet. */
export async function lockCurrent(ctx: Ctx, conversationId: string, messageId?: string): Promise<Case | undefined> {
  await lockThread(ctx.db, conversationId)
  for (let tries = 0; tries < 5; tries++) {
    const known = messageId && (await selectCaseOfMessage(ctx.db, messageId))
    const id = known || (await selectCurrentCase(ctx.db, conversationId))
    const found = id ? await lockCase(ctx.db, id) : undefined
    // Merged while we waited for it: it lives on elsewhere.
    if (!found?.mergedIntoId) return found
  }
  throw new Error(`the case of conversation ${conversationId} never stood still`)
}
