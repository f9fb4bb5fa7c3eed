import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import { furnishCases } from './actions/furnish.ts'
import { openCase } from './index.ts'
import { type Asked, selectHits } from './queries/search.ts'

const house = await openHouse()
await house.does(furnishCases)
await house.unit('Nhóm Một')
const pipe = await house.does((ctx) => openCase(ctx, { subject: 'Đường ống nước', text: 'Máy rửa bát kêu to' }))
const road = await house.does((ctx) => openCase(ctx, { subject: 'Con đường ướt', text: 'Máy hút mùi' }))

/** As in a house where both are older than what is read through. */
const found = async (words: string[]) => {
  const all = words.map((word) => `'${word}'`)
  const asked: Asked = {
    ...{
      code: null,
      folded: `${all.join(' & ')}:*`,
      toned: `${all.join(' & ')}:*`,
      whole: all.join(' & '),
      led: all.slice(0, -1).join(' & '),
    },
    ...{ name: words.join(' '), phone: null, state: 'any', newest: { messages: 0, cases: 0 } },
  }
  return house.does(async ({ db, me }) => (await selectHits(db, me, asked, 20)).map(({ id, by }) => ({ id, by })))
}

test('of what is old whole words are found, and beginnings where nothing says the word whole', async () => {
  expect(await found(['duong', 'ong'])).toEqual([{ id: pipe.id, by: 'subject' }])
  expect(await found(['duong', 'uo'])).toEqual([{ id: road.id, by: 'subject' }])
  expect(await found(['ru'])).toEqual([{ id: pipe.id, by: 'message' }])
  expect(await found(['may', 'ho'])).toEqual([])
  expect(await found(['khong', 'on'])).toEqual([])
})
