import { vnDay, vnStartOfDay } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { Filter, Metric } from '../contract.ts'
import { selectPeopleNames, selectTypeNames, selectUnitNames } from '../queries/names.ts'
import { selectAgeRanks, selectAges } from '../queries/sums.ts'
import { ageIn, BUCKETS, createdBefore } from '../rules/ages.ts'
import { contributions, differences, type Share } from '../rules/cause.ts'
import { eachDay } from '../rules/period.ts'
import { type Figure, figureOf, isCount, NOTHING, type Sum } from '../rules/sum.ts'
import { text } from '../text.ts'
import { readAsked, workingDays } from './asked.ts'
import { backlogDays, figuresOf, groupSums } from './figures.ts'

type Grouping = 'channel' | 'type' | 'unit' | 'person' | 'day'

/** One metric taken apart, and how much each part moved the whole. */
export async function breakdown(ctx: Ctx, given: Filter & { metric: Metric; by: Grouping }) {
  const { metric, by } = given
  const asked = await readAsked(ctx, given)
  const { now, before } = await groupSums(ctx, asked, metric, by)
  const [total, whole = null] = await figuresOf(ctx, asked, metric, [asked.now, asked.before])
  const moved = movedBy(metric, now, before)
  const keys = [...new Set([...now.keys(), ...(by === 'day' ? [] : before.keys())])]
  const labels = await labelsOf(ctx, by, keys)
  const parts = keys.map((key) => ({
    key,
    label: labels.get(key) ?? key,
    now: figureOf(metric, now.get(key) ?? NOTHING),
    before: before.has(key) ? figureOf(metric, before.get(key) ?? NOTHING) : null,
    contribution: moved?.get(key) ?? null,
  }))
  const bySize = (a: { now: Figure }, b: { now: Figure }) => b.now.denominator - a.now.denominator
  return {
    total: total ?? figureOf(metric, NOTHING),
    before: whole,
    parts: by === 'day' ? parts.sort((a, b) => (a.key < b.key ? -1 : 1)) : parts.sort(bySize),
  }
}

function movedBy(metric: Metric, now: Map<string, Sum>, before: Map<string, Sum>) {
  const shares = (sums: Map<string, Sum>): Share[] =>
    [...sums].map(([key, { numerator, denominator, total }]) => ({
      key,
      numerator: metric === 'resolution_time' || metric === 'first_response' ? (total ?? 0) : numerator,
      denominator,
    }))
  return isCount(metric) ? differences(shares(now), shares(before)) : contributions(shares(now), shares(before))
}

/** What people read in place of a key. */
export async function labelsOf(ctx: Ctx, by: Grouping, keys: readonly string[]): Promise<Map<string, string>> {
  const words = text[ctx.me.language]
  const ids = keys.filter((key) => key !== '')
  if (by === 'unit') return new Map((await selectUnitNames(ctx.db, ids)).map(({ id, name }) => [id, name]))
  if (by === 'person') {
    const people = await selectPeopleNames(ctx.db, ids)
    return new Map([['', words.nobody], ...people.map(({ id, name }): [string, string] => [id, name])])
  }
  if (by === 'type') {
    const types = await selectTypeNames(ctx.db)
    const named = types.map(({ code, name, nameEn }): [string, string] => [code, ctx.me.language === 'en' ? nameEn : name])
    return new Map([...named, ['', words.noType]])
  }
  if (by === 'channel') return new Map(keys.map((key) => [key, key in words ? String(words[key as 'mail']) : key]))
  return new Map(keys.map((key) => [key, key.split('-').reverse().join('/')]))
}

/** Received and resolved day by day. */
export async function flow(ctx: Ctx, given: Filter) {
  const asked = await readAsked(ctx, given)
  const received = await groupSums(ctx, asked, 'resolved_cohort', 'day')
  const resolved = await groupSums(ctx, asked, 'resolution_time', 'day')
  const today = vnDay(ctx.now)
  return eachDay(asked.days)
    .filter((day) => day <= today)
    .map((day) => ({
      day,
      received: received.now.get(day)?.denominator ?? 0,
      resolved: resolved.now.get(day)?.denominator ?? 0,
      unfinished: day === today,
    }))
}

/** The oldest a case is told apart by; beyond it stands as that. */
const MOST_DAYS = 400

export async function ages(ctx: Ctx, given: Filter) {
  const asked = await readAsked(ctx, given)
  const back = await workingDays(ctx, asked.now.until, MOST_DAYS)
  const bounds = BUCKETS.slice(1).map(({ from }) => {
    const day = createdBefore(back, from)
    return day ? vnStartOfDay(day) : new Date(0)
  })
  const rows = await selectAges(ctx.db, asked.now, bounds, asked.windows, asked.filter)
  const ranks = await selectAgeRanks(ctx.db, asked.now, asked.windows, asked.filter)
  const [overdue] = await figuresOf(ctx, asked, 'backlog_overdue', [asked.now])
  const buckets = BUCKETS.map((bucket, place) => {
    const row = rows.find((one) => one.bucket === place)
    return { ...bucket, open: row?.open ?? 0, waitingCustomer: row?.waiting ?? 0 }
  })
  const total = buckets.reduce((sum, { open }) => sum + open, 0)
  const age = (at: Date | null) => (at ? ageIn(back, vnDay(at)) : null)
  return {
    total,
    waitingCustomer: buckets.reduce((sum, { waitingCustomer }) => sum + waitingCustomer, 0),
    overdue: overdue?.value ?? 0,
    buckets,
    p50: age(ranks.p50),
    p90: age(ranks.p90),
    max: age(ranks.max),
    backlogDays: await backlogDays(ctx, asked, total),
  }
}

/** What a line of the table counts. */
const COLUMNS = ['resolved', 'fcr', 'csat', 'resolution_time', 'first_response', 'repeat_contact'] as const

export async function table(ctx: Ctx, given: Filter & { by: 'person' | 'unit' }) {
  const { by } = given
  const asked = await readAsked(ctx, given)
  const columns: { metric: (typeof COLUMNS)[number]; sums: Map<string, Sum> }[] = []
  for (const metric of COLUMNS) columns.push({ metric, sums: (await groupSums(ctx, asked, metric, by)).now })
  const open = (await groupSums(ctx, asked, 'backlog', by)).now
  const keys = [...new Set([...columns.flatMap(({ sums }) => [...sums.keys()]), ...open.keys()])]
  const labels = await labelsOf(ctx, by, keys)
  const people = by === 'person' ? await selectPeopleNames(ctx.db, keys.filter(Boolean)) : []
  const known = new Map(people.map((person) => [person.id, person]))
  const lines = keys.map((key) => ({
    id: key || null,
    name: labels.get(key) ?? key,
    grade: known.get(key)?.grade ?? null,
    figures: Object.fromEntries(columns.map(({ metric, sums }) => [metric, figureOf(metric, sums.get(key) ?? NOTHING)])),
    open: open.get(key)?.numerator ?? 0,
    cap: known.get(key)?.caseCap ?? null,
  }))
  return { lines: lines.sort((a, b) => (b.figures.resolved?.numerator ?? 0) - (a.figures.resolved?.numerator ?? 0)) }
}
