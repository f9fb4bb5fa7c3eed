import { sql } from 'kysely'
import type { Db } from '#platform/database.ts'
import type { Attachment, DraftMode, Party } from '../contract.ts'

type Tables = Db<'conversations' | 'platform'>
type Key = { conversationId: string; personId: string; mode: DraftMode }

export function selectDrafts(db: Tables, conversationId: string, personId: string) {
  return db
    .selectFrom('conversations.draft as d')
    .select(['d.text', 'd.version', 'd.changedAt'])
    .select(sql<DraftMode>`d.mode`.as('mode'))
    .select(sql<{ to?: Party[]; cc?: Party[] }>`d.recipients`.as('recipients'))
    .select(
      sql<
        Attachment[]
      >`coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mime', f.mime, 'size', f.size, 'contentId', null, 'inline', false)
        order by array_position(d.file_ids, f.id)) from platform.file f where f.id = any(d.file_ids)), '[]')`.as('files'),
    )
    .where('d.conversationId', '=', conversationId)
    .where('d.personId', '=', personId)
    .where('d.mode', 'in', ['reply', 'note'])
    .execute()
}

/** What somebody has begun anywhere and not sent, newest first, at most a hundred. */
export function selectUnsent(db: Tables, personId: string) {
  return db
    .selectFrom('conversations.draft')
    .select(['conversationId', 'text', 'changedAt', sql<DraftMode>`mode`.as('mode')])
    .where('personId', '=', personId)
    .where('mode', 'in', ['reply', 'note'])
    .orderBy('changedAt', 'desc')
    .orderBy('conversationId')
    .limit(100)
    .execute()
}

export function lockDraft(db: Tables, { conversationId, personId, mode }: Key) {
  return db
    .selectFrom('conversations.draft')
    .select(['text', 'version', 'changedAt'])
    .where('conversationId', '=', conversationId)
    .where('personId', '=', personId)
    .where('mode', '=', mode)
    .forUpdate()
    .executeTakeFirst()
}

/** Writes version `over` + 1. Undefined when somebody wrote that version first. */
export function upsertDraft(
  db: Tables,
  draft: Key & { text: string; to: Party[]; cc: Party[]; fileIds: string[]; over: number; at: Date },
) {
  const { to, cc, over, at, ...rest } = draft
  const row = { ...rest, recipients: JSON.stringify({ to, cc }), version: over + 1, changedAt: at }
  return db
    .insertInto('conversations.draft')
    .values(row)
    .onConflict((old) =>
      old.columns(['conversationId', 'personId', 'mode']).doUpdateSet(row).where('conversations.draft.version', '=', over),
    )
    .returning(['version', 'changedAt'])
    .executeTakeFirst()
}

export function deleteDraft(db: Tables, { conversationId, personId, mode }: Key) {
  return db
    .deleteFrom('conversations.draft')
    .where('conversationId', '=', conversationId)
    .where('personId', '=', personId)
    .where('mode', '=', mode)
    .executeTakeFirst()
}
