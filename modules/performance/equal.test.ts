import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Everything, openPool } from '#platform/database.ts'
import { newId } from '#platform/id.ts'
import { freshDatabase } from '../../tests/database.ts'
import { selectRows, storeRows } from './queries/facts.ts'
import { type By, type Edges, type Filter, selectAges, selectIdentity, selectSums } from './queries/sums.ts'
import { type Cast, randomCases } from './randomCases.ts'
import type { CaseRow } from './rules/facts.ts'
import { identityOf } from './rules/identity.ts'
import { type Counted, type Judgement, judge } from './rules/judge.ts'
import { sumOf } from './rules/sum.ts'
import { vn } from './samples.ts'

/** A64: what the database counts equals what the rules count, on 10,000 cases to which everything has happened. */
const METRICS: Counted[] = [
  'csat',
  'fcr',
  'fcr_gross',
  'resolved',
  'resolved_cohort',
  'backlog',
  'backlog_overdue',
  'backlog_waiting',
  'resolution_time',
  'first_response',
  'first_response_on_time',
  'repeat_contact',
  'reopen',
  'survey_response',
  'book_opening',
  'book_created',
  'book_reopened',
  'book_resolved',
  'book_cancelled',
  'book_merged',
  'book_spam',
  'book_closing',
]
const cast: Cast = { people: [newId(), newId(), newId()], units: [newId(), newId()], types: ['inquiry', 'complaint'], newId }
const now = vn('31/10 17:00')
/** Edges at 17:00Z, in the middle of a day, of one day, and one that has not ended. */
const periods: [number, number][] = [
  [vn('01/08'), vn('01/09')],
  [vn('01/10'), vn('31/10 17:00')],
  [vn('15/09 12:00'), vn('29/09 12:00')],
  [vn('07/10'), vn('08/10')],
]
const edges: Edges[] = periods.map(([from, until]) => ({ from: new Date(from), until: new Date(until) }))
let db: Everything
let rows: CaseRow[]

beforeAll(async () => {
  const { url, drop } = await freshDatabase()
  db = connect(openPool(url, 1))
  // The facts stand alone here: the cases, people and units they point to are not needed to count.
  await sql`set session_replication_role = replica`.execute(db)
  rows = randomCases(10_000, 64, cast)
  for (let n = 0; n < rows.length; n += 500) await storeRows(db, rows.slice(n, n + 500), new Date(now))
  await sql`analyze`.execute(db)
  afterAll(async () => {
    await db.destroy()
    await drop()
  })
}, 60_000)

/** Judged once for each period, then grouped in many ways. */
const judged = new Map<string, Judgement[]>()
function judgements(metric: Counted, [from, until]: [number, number], perPerson: boolean): Judgement[] {
  const key = `${metric} ${from} ${perPerson}`
  const already = judged.get(key) ?? rows.flatMap((row) => judge(metric, row, { from, until, now }, { windowDays: 7, perPerson }))
  judged.set(key, already)
  return already
}

function counted(
  metric: Counted,
  period: [number, number],
  perPerson: boolean,
  keep: (one: Judgement) => boolean,
  keyOf: (one: Judgement) => string,
) {
  const groups = new Map<string, Judgement[]>()
  for (const one of judgements(metric, period, perPerson)) {
    if (!keep(one)) continue
    const group = groups.get(keyOf(one))
    if (group) group.push(one)
    else groups.set(keyOf(one), [one])
  }
  return [...groups].map(([key, ones]) => ({ key, ...sumOf(ones) })).sort((a, b) => (a.key < b.key ? -1 : 1))
}

async function compare(
  metric: Counted,
  by: By,
  keyOf: (one: Judgement) => string,
  options: { perPerson?: boolean; filter?: Filter; keep?: (one: Judgement) => boolean } = {},
) {
  const { perPerson = false, filter = {}, keep = () => true } = options
  const said = await selectSums(db, metric, edges, { now: new Date(now), windowDays: 7, perPerson }, filter, by)
  let groups = 0
  for (const [place, period] of periods.entries()) {
    const sums = said.filter(({ k }) => k === place + 1).map(({ k: _, ...sum }) => sum)
    const expected = counted(metric, period, perPerson, keep, keyOf)
    groups += expected.length
    expect(sums, `${metric} by ${by}, period ${place + 1}`).toEqual(expected)
  }
  expect(groups, `${metric} by ${by} counts something`).toBeGreaterThan(2)
}

test('what is stored comes back as it was', async () => {
  const back = await selectRows(
    db,
    rows.slice(0, 3000).map(({ caseId }) => caseId),
  )
  for (const row of rows.slice(0, 3000)) expect(back.get(row.caseId)).toEqual(row)
})

test.each(METRICS)('%s: SQL and rules agree', async (metric) => {
  await compare(metric, 'nothing', () => '')
  await compare(metric, 'channel', ({ channel }) => channel)
  await compare(metric, 'unit', ({ unitId }) => unitId)
  await compare(metric, 'person', ({ personId }) => personId ?? '', { perPerson: true })
  await compare(metric, 'day', ({ at }) => new Date(at + 7 * 3_600_000).toISOString().slice(0, 10))
  const [personId = '', unitId = ''] = [cast.people[0], cast.units[0]]
  await compare(metric, 'type', ({ typeCode }) => typeCode, {
    perPerson: true,
    filter: { seenPerson: personId },
    keep: (one) => one.personId === personId,
  })
  await compare(metric, 'nothing', () => '', {
    filter: { unitIds: [unitId], channel: 'mail', typeCode: 'inquiry' },
    keep: (one) => one.unitId === unitId && one.channel === 'mail' && one.typeCode === 'inquiry',
  })
})

test('the identity: SQL and rules agree, and it holds', async () => {
  for (const [from, until] of periods) {
    const said = await selectIdentity(db, { from: new Date(from), until: new Date(until) }, {})
    expect(said).toEqual(identityOf(rows, from, until))
    expect(said.opening + said.created + said.reopened - said.resolved - said.cancelled - said.merged - said.spam).toBe(said.closing)
  }
})

test('ages: every open case stands in one bucket', async () => {
  const [, at = edges[0]] = edges
  if (!at) throw new Error('no period')
  const bounds = [vn('30/10'), vn('28/10'), vn('20/10')].map((bound) => new Date(bound))
  const buckets = await selectAges(db, at, bounds, { now: new Date(now), windowDays: 7, perPerson: false }, {})
  const open = rows.filter(
    (row) =>
      row.excluded === null &&
      judge('backlog', row, { from: 0, until: at.until.getTime(), now }, { windowDays: 7, perPerson: false }).length > 0,
  )
  expect(buckets.reduce((sum, bucket) => sum + bucket.open, 0)).toBe(open.length)
  for (const { bucket, open: count } of buckets)
    expect(count).toBe(open.filter(({ createdAt }) => bounds.filter((bound) => createdAt < bound.getTime()).length === bucket).length)
})

test('asking again gives the same numbers', async () => {
  const ask = async () => {
    const said = []
    for (const metric of METRICS)
      said.push(await selectSums(db, metric, edges, { now: new Date(now), windowDays: 7, perPerson: false }, {}, 'type'))
    return said
  }
  expect(await ask()).toEqual(await ask())
})
