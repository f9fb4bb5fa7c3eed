import type { Ctx } from './context.ts'

const DAY_MS = 86_400_000
const KEYS_AT_ONCE = 1_000
/** As `storeFile` names what it keeps. Whatever else lies there is nobody's to remove. */
const KEY = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:\.thumb)?$/

/** Uploads that nothing ever claimed are let go after a day, and so are bytes that no row tells of. */
export async function forgetUnclaimed(ctx: Ctx) {
  const strays = await findStrays(ctx)
  const before = new Date(ctx.now.getTime() - DAY_MS)
  const old = await ctx.db
    .deleteFrom('platform.file')
    .where('room', 'is', null)
    .where('uploadedAt', '<', before)
    .returning(['key', 'thumbKey'])
    .execute()
  for (const key of [...old.flatMap(({ key, thumbKey }) => [key, thumbKey]), ...strays]) if (key) await ctx.house.storage.remove(key)
}

/**
 * Bytes put more than a day ago whose transaction was never over: the process was killed in it, or the answer to its COMMIT was lost. So many that it
 * cannot have been that are left alone: the folder belongs to another database, or this one was restored from before them.
 */
async function findStrays(ctx: Ctx): Promise<string[]> {
  // A house may keep another time (the demo player); a disk does not.
  const before = Math.min(ctx.now.getTime(), Date.now()) - DAY_MS
  const strays: string[] = []
  let files = 0
  for await (const some of inBatches(ctx)) {
    files += some.length
    const known = await knownOf(ctx, [...new Set(some.map(({ row }) => row))])
    for (const { row, key, putAt } of some) if (!known.has(row) && (await putAt()).getTime() < before) strays.push(key)
  }
  if (strays.length <= Math.max(20, files / 20)) return strays
  ctx.house.log.warn({ strays: strays.length, files }, 'too many files belong to no row: none of them was removed')
  return []
}

type Kept = { row: string; key: string; putAt: () => Promise<Date> }

async function* inBatches({ house }: Ctx) {
  let some: Kept[] = []
  for await (const { key, putAt } of house.storage.all?.() ?? []) {
    const row = KEY.exec(key)?.[1]
    if (row) some.push({ row, key, putAt })
    if (some.length < KEYS_AT_ONCE) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

async function knownOf(ctx: Ctx, keys: string[]): Promise<Set<string>> {
  const rows = await ctx.db.selectFrom('platform.file').select('key').where('key', 'in', keys).execute()
  return new Set(rows.map(({ key }) => key))
}
