import { notify } from '#notifications'
import type { Ctx } from '#platform/context.ts'
import { readSetting } from '#platform/settings.ts'
import type * as queries from '../queries.ts'
import type { Level } from '../rules/span.ts'
import { ladder } from '../settings.ts'
import { text } from '../text.ts'
import { aboutOf } from './about.ts'

/** Reminds whoever is responsible of the highest level each clock has passed, as the settings say. Leads are told by the room whose thing it is. */
export async function remind(ctx: Ctx, climbed: readonly { clock: queries.Clock; passed: readonly Level[] }[]) {
  const { steps } = await readSetting(ctx, ladder)
  const wanted = new Set(steps.filter(({ responsible }) => responsible).map(({ level }) => level))
  for (const { clock, passed } of climbed) {
    const level = passed.at(-1)
    // A snooze wakes its case and needs no word.
    if (level && wanted.has(level) && clock.kind !== 'snooze' && clock.responsibleId) await tell(ctx, clock, level, clock.responsibleId)
  }
}

async function tell(ctx: Ctx, clock: queries.Clock, level: Level, responsibleId: string) {
  const { id, kind, title, link, dueAt } = clock
  await notify(ctx, {
    ...{ to: [responsibleId], title, link },
    kind: level < 100 ? 'clock_warning' : 'clock_breached',
    detail: { vi: text.vi.told(kind, level, dueAt), en: text.en.told(kind, level, dueAt) },
    caseId: aboutOf(clock).caseId ?? null,
    dedupe: `clock:${id}:${level}:${dueAt.getTime()}`,
    thread: `clock:${id}`,
  })
}
