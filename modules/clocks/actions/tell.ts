import { notify } from '#notifications'
import { leadOf, leadsOfUnit } from '#org'
import type { Ctx } from '#platform/context.ts'
import { readSetting } from '#platform/settings.ts'
import type * as queries from '../queries.ts'
import type { Level } from '../rules/span.ts'
import { ladder } from '../settings.ts'
import { text } from '../text.ts'
import { aboutOf } from './about.ts'

type Climbed = { clock: queries.Clock; passed: readonly Level[] }

/** Tells whoever the ladder names of the highest level each clock has passed. A snooze wakes its case and needs no word. */
export async function tellLadder(ctx: Ctx, climbed: readonly Climbed[]) {
  const { steps } = await readSetting(ctx, ladder)
  const leads = leadsIn(ctx)
  for (const { clock, passed } of climbed) {
    const step = steps.find(({ level }) => level === passed.at(-1))
    if (!step || clock.kind === 'snooze') continue
    const { responsibleId } = clock
    if (step.responsible && responsibleId) await tell(ctx, clock, step.level, [responsibleId])
    const lead = step.lead || (step.responsible && !responsibleId) ? await leads(clock) : []
    await tell(
      ctx,
      clock,
      step.level,
      lead.filter((id) => id !== responsibleId),
    )
  }
}

/** Who leads whoever is responsible, else the unit; asked for once per person and unit. */
function leadsIn(ctx: Ctx) {
  const known = new Map<string, Promise<string[]>>()
  const ask = async ({ responsibleId, unitId }: queries.Clock) => {
    const lead = responsibleId ? await leadOf(ctx, responsibleId) : undefined
    if (lead) return [lead.id]
    return unitId ? (await leadsOfUnit(ctx, unitId)).map(({ id }) => id) : []
  }
  return (clock: queries.Clock) => {
    const key = `${clock.responsibleId}:${clock.unitId}`
    const found = known.get(key) ?? ask(clock)
    known.set(key, found)
    return found
  }
}

async function tell(ctx: Ctx, clock: queries.Clock, level: Level, to: readonly string[]) {
  if (to.length === 0) return
  const { id, kind, title, link, dueAt } = clock
  await notify(ctx, {
    ...{ to, title, link },
    kind: level < 100 ? 'clock_warning' : 'clock_breached',
    detail: { vi: text.vi.told(kind, level, dueAt), en: text.en.told(kind, level, dueAt) },
    caseId: aboutOf(clock).caseId ?? null,
    dedupe: `clock:${id}:${level}:${dueAt.getTime()}`,
    thread: `clock:${id}`,
  })
}
