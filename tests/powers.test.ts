import { expect, test } from 'vitest'
import { permissionTable } from '#platform/permission.ts'
import { rooms } from '../app/rooms.ts'
import { powers as cases } from '../modules/cases/ui/powers.ts'
import { powers as channels } from '../modules/channels/ui/powers.ts'
import { powers as clocks } from '../modules/clocks/ui/powers.ts'
import { powers as conversations } from '../modules/conversations/ui/powers.ts'
import { powers as customers } from '../modules/customers/ui/powers.ts'
import { powers as knowledge } from '../modules/knowledge/ui/powers.ts'
import { powers as org } from '../modules/org/ui/chart/orgPowers.ts'
import { powers as performance } from '../modules/performance/ui/powers.ts'
import { powers as surveys } from '../modules/surveys/ui/powers.ts'

const told = { cases, channels, clocks, conversations, customers, knowledge, org, performance, surveys }
/** What everybody who works here may is no limit of a tier. */
const EVERYBODYS = ['org.read', 'clocks.read', 'knowledge.read']

test('every permission of the house has words on the limits of the tiers, and no words stand for a permission that is gone', () => {
  const named = Object.entries(told).flatMap(([room, { says }]) => Object.keys(says.vi).map((what) => `${room}.${what}`))
  expect(named.toSorted()).toEqual(
    Object.keys(permissionTable(rooms))
      .filter((permission) => !EVERYBODYS.includes(permission))
      .toSorted(),
  )
})
