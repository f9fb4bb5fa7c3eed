import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { claimFiles } from '#platform/files.ts'
import type { Draft, DraftMode, saveDraft as SaveDraft } from '../contract.ts'
import * as queries from '../queries/drafts.ts'
import { text } from '../text.ts'
import { seen } from './read.ts'

/** What somebody has written is theirs to read, also when the case has gone where they may not see it. */
export async function readDrafts(ctx: Ctx, { id }: { id: string }): Promise<Draft[]> {
  const rows = await queries.selectDrafts(ctx.db, id, ctx.me.id)
  if (rows.length === 0) await seen(ctx, id, 'conversations.note')
  return rows.map(({ recipients, ...row }) => ({ ...row, to: recipients.to ?? [], cc: recipients.cc ?? [] }))
}

/** What this colleague has begun and not sent, also where they may no longer see the conversation. */
export const unsentOf = (ctx: Ctx) => queries.selectUnsent(ctx.db, ctx.me.id)

/** Keeps what is being written, for this colleague alone; another window that saved since is not overwritten unseen. */
export async function saveDraft(ctx: Ctx, { id, mode, version, ...written }: z.output<typeof SaveDraft.input>) {
  await seen(ctx, id, 'conversations.note')
  const key = { conversationId: id, personId: ctx.me.id, mode }
  const kept = await queries.lockDraft(ctx.db, key)
  // A draft that was sent or thrown away meanwhile is simply begun anew.
  if (kept && kept.version !== version) {
    const refusal = text.refusal(409, 'draftChanged')
    refusal.facts = { text: kept.text, version: kept.version, changedAt: kept.changedAt.toISOString() }
    throw refusal
  }
  await claimFiles(ctx, written.fileIds, { room: 'conversations', subjectId: id })
  const saved = await queries.upsertDraft(ctx.db, { ...key, ...written, over: kept?.version ?? 0, at: ctx.now })
  if (!saved) throw text.refusal(409, 'draftChanged')
  return saved
}

export async function discardDraft(ctx: Ctx, { id, mode }: { id: string; mode: DraftMode }) {
  const { numDeletedRows } = await queries.deleteDraft(ctx.db, { conversationId: id, personId: ctx.me.id, mode })
  if (numDeletedRows === 0n) await seen(ctx, id, 'conversations.note')
  return { done: true as const }
}
