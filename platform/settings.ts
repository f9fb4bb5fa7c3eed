import { z } from 'zod'
import { type Ctx, SYSTEM } from './context.ts'
import { emit, event } from './events.ts'
import { remembered } from './remembered.ts'
import { openText, sealText } from './secrets.ts'
import { Refusal } from './text.ts'

/** What an administrator may change, with its shape and what holds until somebody changes it. */
export type Setting<Shape extends z.ZodType> = { key: string; shape: Shape; otherwise: z.output<Shape>; isSecret: boolean }

/** `before` and `after`: what held and what holds, so that the audit can show it; null for what is secret. */
export const settingChanged = event(
  'platform.settingChanged',
  z.object({ key: z.string(), version: z.number(), before: z.json().default(null), after: z.json().default(null) }),
)

/** Declares a setting: `setting('surveys.csat', z.object({ enabled: z.boolean() }), { enabled: true })`. A secret one is stored encrypted. */
export function setting<Shape extends z.ZodType>(
  key: string,
  shape: Shape,
  otherwise: z.output<Shape>,
  options: { isSecret?: boolean } = {},
): Setting<Shape> {
  return { key, shape, otherwise, isSecret: options.isSecret ?? false }
}

/** What holds now, and its version (0 while nobody has changed it). */
export async function readSettingVersion<Shape extends z.ZodType>(ctx: Ctx, wanted: Setting<Shape>) {
  const row = await ctx.db.selectFrom('platform.setting').select(['value', 'version']).where('key', '=', wanted.key).executeTakeFirst()
  if (!row) return { value: wanted.otherwise, version: 0 }
  const stored = wanted.isSecret ? JSON.parse(openText(ctx.house.secret, wanted.key, String(row.value))) : row.value
  return { value: wanted.shape.parse(stored), version: row.version }
}

/** What holds this very moment: for screens that show it and for what the house itself has learnt. */
export async function readSettingNow<Shape extends z.ZodType>(ctx: Ctx, wanted: Setting<Shape>): Promise<z.output<Shape>> {
  return (await readSettingVersion(ctx, wanted)).value
}

const known = remembered(async () => new Map<string, unknown>())

/** What an administrator has set, for whoever works by it: read once a second. What another process has changed holds here a second later. Not to be changed in place. */
export async function readSetting<Shape extends z.ZodType>(ctx: Ctx, wanted: Setting<Shape>): Promise<z.output<Shape>> {
  const already = await known.of(ctx)
  if (!already.has(wanted.key)) already.set(wanted.key, await readSettingNow(ctx, wanted))
  return already.get(wanted.key) as z.output<Shape>
}

/** Writes a new version and keeps the old one. With `version` given, a change made meanwhile by somebody else is refused with 409. */
export async function changeSetting<Shape extends z.ZodType>(ctx: Ctx, wanted: Setting<Shape>, value: z.input<Shape>, version?: number) {
  const parsed = JSON.stringify(wanted.shape.parse(value))
  const stored = wanted.isSecret ? JSON.stringify(sealText(ctx.house.secret, wanted.key, parsed)) : parsed
  known.forget(ctx)
  const now = await ctx.db
    .selectFrom('platform.setting')
    .select(['value', 'version'])
    .where('key', '=', wanted.key)
    .forUpdate()
    .executeTakeFirst()
  if (version !== undefined && version !== (now?.version ?? 0)) throw changedMeanwhile()
  const row = { key: wanted.key, value: stored, version: (now?.version ?? 0) + 1, changedAt: ctx.now, changedBy: ctx.me.id }
  await ctx.db
    .insertInto('platform.setting')
    .values(row)
    .onConflict((old) => old.column('key').doUpdateSet(row))
    .execute()
  await ctx.db.insertInto('platform.settingHistory').values(row).execute()
  const shown = wanted.isSecret ? {} : { before: asJson(now?.value ?? wanted.otherwise), after: asJson(wanted.shape.parse(value)) }
  emit(ctx, settingChanged, { key: wanted.key, version: row.version, ...shown })
  return row.version
}

/** Keeps what the house itself has learnt, such as a token: nobody changed anything, so there is neither a former version nor an event. */
export async function keepSetting<Shape extends z.ZodType>(ctx: Ctx, wanted: Setting<Shape>, value: z.input<Shape>) {
  const parsed = JSON.stringify(wanted.shape.parse(value))
  const row = {
    key: wanted.key,
    value: wanted.isSecret ? JSON.stringify(sealText(ctx.house.secret, wanted.key, parsed)) : parsed,
    ...{ changedAt: ctx.now, changedBy: SYSTEM.id },
  }
  await ctx.db
    .insertInto('platform.setting')
    .values(row)
    .onConflict((old) => old.column('key').doUpdateSet(row))
    .execute()
}

const asJson = (value: unknown) => z.json().parse(JSON.parse(JSON.stringify(value)))

const changedMeanwhile = () =>
  new Refusal(409, 'house.changedMeanwhile', {
    vi: 'Có người vừa sửa mục này. Tải lại rồi sửa tiếp, phần anh/chị nhập vẫn còn.',
    en: 'Somebody has just changed this. Reload and continue; what you typed is kept.',
  })
