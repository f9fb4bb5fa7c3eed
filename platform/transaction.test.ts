import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openHouse } from '../tests/house.ts'

const house = await openHouse()

test('of statements that go out together the one that broke the transaction is told, whichever is heard of first', async () => {
  const broken = house.does(async ({ db }) => {
    const first = sql`select 1 / 0`.execute(db)
    first.catch(() => undefined)
    await sql`select 1`.execute(db)
    await first
  })
  await expect(broken).rejects.toMatchObject({ code: '22012' })
})

test('a failure that nobody passed on is told with what it was', async () => {
  const swallowed = house.does(({ db }) => sql`select 1 / 0`.execute(db).catch(() => undefined))
  await expect(swallowed).rejects.toMatchObject({ message: expect.stringContaining('nothing was written'), cause: { code: '22012' } })
})
