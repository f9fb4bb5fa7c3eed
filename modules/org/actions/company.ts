import type { z } from 'zod'
import type { Ctx } from '#platform/context.ts'
import { difference } from '#platform/difference.ts'
import { emit } from '#platform/events.ts'
import { claimFiles } from '#platform/files.ts'
import { remembered } from '#platform/remembered.ts'
import type { changeCompany as ChangeCompany } from '../contract/company.ts'
import type { Company } from '../contract/me.ts'
import { companyChanged } from '../events.ts'
import * as queries from '../queries.ts'

/** The logo belongs to the company, not to a thing with an id of its own. */
export const COMPANY_ID = '00000000-0000-4000-8000-000000000001'

const known = remembered((ctx) => companyNow(ctx))
/** The company; before the first run a nameless one, so that public pages can still be shown. A second old where another process has changed it. */
export const companyOf = (ctx: Ctx): Promise<z.output<typeof Company>> => known.of(ctx)
/** It is being changed: the next question looks again. */
export const forgetCompany = (ctx: Ctx) => known.forget(ctx)

/** The company as it is this very moment, for the screen that shows it. */
export async function companyNow(ctx: Ctx): Promise<z.output<typeof Company>> {
  const row = await queries.selectCompany(ctx.db)
  if (!row)
    return { name: 'Tận Tâm', shortName: '', taxCode: '', hotline: '', mail: '', address: '', language: 'vi', logoFileId: null, hue: null }
  const { name, shortName, taxCode, hotline, mail, address, logoFileId, hue } = row
  return { name, shortName, taxCode, hotline, mail, address, logoFileId, hue, language: row.language === 'en' ? 'en' : 'vi' }
}

export async function changeCompany(ctx: Ctx, given: z.output<typeof ChangeCompany.input>) {
  forgetCompany(ctx)
  const before = await companyNow(ctx)
  if (given.logoFileId && given.logoFileId !== before.logoFileId)
    await claimFiles(ctx, [given.logoFileId], { room: 'org', subjectId: COMPANY_ID })
  if (!(await queries.updateCompany(ctx.db, given))) await queries.insertCompany(ctx.db, given)
  const old = new Map<string, unknown>(Object.entries(before))
  const changed = Object.entries(given).flatMap(([key, value]) => (old.get(key) === value ? [] : [key]))
  emit(ctx, companyChanged, { changed, ...difference(before, given) })
  return companyNow(ctx)
}
