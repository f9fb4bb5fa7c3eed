import type { z } from 'zod'
import { type Ctx, SYSTEM } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { changeSetting, readSettingNow, readSettingVersion } from '#platform/settings.ts'
import { type changeTargets as ChangeTargets, Targets } from '../contract.ts'
import { targetsChanged } from '../events.ts'
import { selectSettingHistory } from '../queries/names.ts'
import { targets } from '../settings.ts'
import { text } from '../text.ts'

export async function readTargets(ctx: Ctx) {
  const { value, version } = await readSettingVersion(ctx, targets)
  const history = await selectSettingHistory(ctx.db, targets.key)
  const house = text[ctx.me.language].house
  return {
    targets: value,
    version,
    history: history.map(({ version: of, at, byId, byName, value: then }) => ({
      ...{ version: of, at, targets: Targets.parse(then) },
      by: byId === SYSTEM.id ? house : byName,
    })),
  }
}

/** Old values stay in the settings' history; numbers already read keep meaning what they meant. */
export async function changeTargets(ctx: Ctx, { targets: wanted, version }: z.output<typeof ChangeTargets.input>) {
  const before = await readSettingNow(ctx, targets)
  const changed = Object.entries(wanted).filter(([metric, goal]) => goal !== Object.entries(before).find(([name]) => name === metric)?.[1])
  const written = await changeSetting(ctx, targets, wanted, version)
  emit(ctx, targetsChanged, { metrics: changed.map(([metric]) => metric) })
  return { version: written }
}
