import { type Ctx, scopeOf } from '#platform/context.ts'
import { selectLoads, selectPersonChoices, selectTypeChoices, selectUnitChoices } from '../queries/names.ts'

const OFFERED = 20

/** Units whose numbers this person may see; absent: all. */
function reachOf({ me }: Ctx) {
  const scope = scopeOf(me, 'performance.read') ?? 'own'
  return { scope, seen: scope === 'all' ? undefined : scope === 'unit' ? me.unitIds : me.teamIds }
}

/** What the filter offers this person. */
export async function choices(ctx: Ctx) {
  const { seen } = reachOf(ctx)
  const types = await selectTypeChoices(ctx.db)
  return {
    types: types.map(({ key, label, labelEn }) => ({ key, label: ctx.me.language === 'en' ? labelEn : label })),
    units: await selectUnitChoices(ctx.db, seen),
  }
}

/** Nobody is offered a colleague whose numbers they may not see. Every word of the search begins a word of the name. */
export async function findPeople(ctx: Ctx, { find = '' }: { find?: string }) {
  const { scope, seen } = reachOf(ctx)
  const people = await selectPersonChoices(ctx.db, scope === 'own' ? undefined : seen, scope === 'own' ? ctx.me.id : undefined)
  const wanted = wordsOf(find)
  return people.filter(({ label }) => wanted.every((word) => wordsOf(label).some((one) => one.startsWith(word)))).slice(0, OFFERED)
}

const wordsOf = (name: string) =>
  name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd').split(/\s+/).filter(Boolean)

/** What everybody holds now, for the org chart. */
export const loads = (ctx: Ctx) => selectLoads(ctx.db, ctx.now)
