import type { z } from 'zod'
import { vnStartOfDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import { cutPage, decodeCursor } from '#platform/database.ts'
import type { listCases as ListCases } from '../contract.ts'
import { type CaseLineRow, countCaseLines, selectCaseLines, type Wanted } from '../queries/cases.ts'
import { createdBefore } from '../rules/ages.ts'
import { type Asked, readAsked, workingDays } from './asked.ts'
import { labelsOf } from './groups.ts'

type Given = z.output<typeof ListCases.input>

/** Every number opens its cases: those that met it, missed it, were left out or have not ended yet. */
export async function listCases(ctx: Ctx, given: Given) {
  const asked = await readAsked(ctx, given)
  const wanted = await wantedOf(ctx, asked, given)
  const rows = await selectCaseLines(ctx.db, given.metric, asked.now, asked.windows, asked.filter, wanted)
  const { items, next } = cutPage(rows, given.limit, ({ exactly, caseId, sub }) => [exactly, caseId, sub])
  const types = await labelsOf(ctx, 'type', [])
  return {
    items: items.map((row) => shown(row, types)),
    next,
    total: await countCaseLines(ctx.db, given.metric, asked.now, asked.windows, asked.filter, wanted),
  }
}

async function wantedOf(ctx: Ctx, { now }: Asked, { part, after, limit, day, ageFrom, ageTo }: Given): Promise<Wanted> {
  const page = { part, limit, day, after: decodeCursor(after, 3) }
  if (ageFrom === undefined && ageTo === undefined) return page
  const back = await workingDays(ctx, now.until, Math.max(ageFrom ?? 0, ageTo ?? 0) + 1)
  const startsAt = (age: number) => {
    const day = createdBefore(back, age)
    return day ? vnStartOfDay(day) : new Date(0)
  }
  return {
    ...page,
    createdBefore: ageFrom ? startsAt(ageFrom) : undefined,
    createdFrom: ageTo === undefined ? undefined : startsAt(ageTo + 1),
  }
}

function shown({ exactly: _1, sub: _2, typeCode, ...row }: CaseLineRow, types: Map<string, string>) {
  return { ...row, type: types.get(typeCode) ?? typeCode }
}
