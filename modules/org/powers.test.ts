import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { HATS, hatsBeside, hatsOfTier, reachesOf, TIERS } from './rules/hats.ts'

const house = await openHouse({ at: new Date('2026-11-24T02:00:00Z') })
const linh = await house.person('support_officer', { name: 'Đỗ Thùy Linh' })

test('what hats may is told as the house holds it, to everybody who works here', async () => {
  const powers = await linh.asks(contract.listPowers, {})
  const of = (permission: string) => powers.find((one) => one.permission === permission)?.hats
  expect(of('cases.lowerSeverity')).toEqual({ team_lead: 'unit', care_manager: 'all', sales_head: 'all', board: 'all' })
  expect(of('org.keys')).toEqual({ administrator: 'all', care_manager: 'own' })
})

test('hats that stand together come as far as they agree, and each stands at one tier or beside them', () => {
  const front = hatsOfTier('L1')
  const reaches = reachesOf(front, {
    ...Object.fromEntries(front.map((one) => [one, 'team' as const])),
    technician: 'own',
    sales_care: undefined,
  })
  expect(reaches.map(({ scope, hats }) => [scope, hats.length])).toEqual([
    ['team', 5],
    [undefined, 1],
    ['own', 1],
  ])
  expect([...TIERS.flatMap(hatsOfTier), ...hatsBeside].toSorted()).toEqual([...HATS].toSorted())
})
