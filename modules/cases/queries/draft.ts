import type { Db } from '#platform/database.ts'

type Tables = Db<'cases'>

export const upsertDraft = (db: Tables, { hash, facts, at }: { hash: Buffer; facts: object; at: Date }) =>
  db
    .insertInto('cases.formDraft')
    .values({ hash, facts: JSON.stringify(facts), at })
    .onConflict((already) => already.column('hash').doUpdateSet({ facts: JSON.stringify(facts), at }))
    .execute()

export const selectDraft = (db: Tables, hash: Buffer) =>
  db.selectFrom('cases.formDraft').select('facts').where('hash', '=', hash).executeTakeFirst()

export const deleteDraft = (db: Tables, hash: Buffer) => db.deleteFrom('cases.formDraft').where('hash', '=', hash).execute()

export const deleteDraftsBefore = (db: Tables, before: Date) => db.deleteFrom('cases.formDraft').where('at', '<', before).execute()
