import { type Ctx, scopeOf } from '#platform/context.ts'
import { selectLoads, selectPersonChoices, selectTypeChoices, selectUnitChoices } from '../queries/names.ts'

/** What the filter offers this person: nobody is offered a colleague whose numbers they may not see. */
export async function choices(ctx: Ctx) {
  const scope = scopeOf(ctx.me, 'performance.read') ?? 'own'
  const seen = scope === 'all' ? undefined : scope === 'unit' ? ctx.me.unitIds : ctx.me.teamIds
  const types = await selectTypeChoices(ctx.db)
  return {
    types: types.map(({ key, label, labelEn }) => ({ key, label: ctx.me.language === 'en' ? labelEn : label })),
    units: await selectUnitChoices(ctx.db, seen),
    people: await selectPersonChoices(ctx.db, scope === 'own' ? undefined : seen, scope === 'own' ? ctx.me.id : undefined),
  }
}

/** What everybody holds now, for the org chart. */
export const loads = (ctx: Ctx) => selectLoads(ctx.db, ctx.now)
