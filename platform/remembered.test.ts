import { expect, test } from 'vitest'
import { openHouse } from '../tests/house.ts'
import { remembered } from './remembered.ts'

const house = await openHouse()

test('what is remembered is looked up once, and not at all while somebody changes it', async () => {
  let looked = 0
  const things = remembered(async () => ++looked)
  expect(await house.does((ctx) => things.of(ctx))).toBe(1)
  expect(await house.does((ctx) => things.of(ctx))).toBe(1)
  await house.does(async (ctx) => things.forget(ctx))
  expect(await house.does((ctx) => things.of(ctx))).toBe(2)
  expect(await house.does((ctx) => things.of(ctx))).toBe(3)
})
