import { expect, test } from 'vitest'
import { randomCases } from '../randomCases.ts'
import { LINH, NGAN, TEAM, vn } from '../samples.ts'
import { identityOf } from './identity.ts'
import { judge } from './judge.ts'

let made = 0
const cast = { people: [LINH, NGAN], units: [TEAM], types: ['inquiry', 'complaint'], newId: () => `case-${made++}` }

test('KPI-03: opening + created + reopened − resolved − cancelled − merged − spam = closing, for any history and any period', () => {
  const seen = { created: 0, reopened: 0, resolved: 0, cancelled: 0, merged: 0, spam: 0 }
  for (let seed = 1; seed <= 40; seed++) {
    const rows = randomCases(60, seed, cast)
    const from = vn('01/07') + (seed % 90) * 86_400_000
    const until = from + (1 + (seed % 45)) * 86_400_000
    const { opening, created, reopened, resolved, cancelled, merged, spam, closing } = identityOf(rows, from, until)
    expect(opening + created + reopened - resolved - cancelled - merged - spam, `seed ${seed}`).toBe(closing)
    Object.assign(seen, {
      created: seen.created + created,
      reopened: seen.reopened + reopened,
      resolved: seen.resolved + resolved,
      cancelled: seen.cancelled + cancelled,
      merged: seen.merged + merged,
      spam: seen.spam + spam,
    })
  }
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(5)
})

test('the closing of the identity is the backlog, once what turned out to be spam or a double has left', () => {
  const rows = randomCases(400, 99, cast).filter(({ excluded }) => excluded === null)
  const period = { from: vn('01/09'), until: vn('01/10'), now: vn('01/12') }
  const open = rows.flatMap((row) => judge('backlog', row, period, { windowDays: 7, perPerson: false }))
  expect(open.length).toBeGreaterThan(20)
  expect(identityOf(rows, period.from, period.until).closing).toBe(open.length)
})

test('the closing of one period is the opening of the next', () => {
  const rows = randomCases(400, 7, cast)
  for (const edge of [vn('01/08'), vn('01/09'), vn('01/10')])
    expect(identityOf(rows, edge - 30 * 86_400_000, edge).closing).toBe(identityOf(rows, edge, edge + 30 * 86_400_000).opening)
})
