import type { Tables } from './people.ts'

export const selectCompany = (db: Tables) => db.selectFrom('org.company').selectAll().executeTakeFirst()

export type CompanyRow = {
  name: string
  shortName: string
  taxCode: string
  hotline: string
  mail: string
  address: string
  language: string
  logoFileId: string | null
  hue: string | null
}

/** Only one: a second first run finds it and inserts nothing. */
export const insertCompany = (db: Tables, company: Partial<CompanyRow> & { name: string }) =>
  db
    .insertInto('org.company')
    .values(company)
    .onConflict((already) => already.doNothing())
    .returning('name')
    .executeTakeFirst()

export const updateCompany = (db: Tables, company: CompanyRow) =>
  db.updateTable('org.company').set(company).where('onlyOne', '=', true).returningAll().executeTakeFirst()
