import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { resetAsked } from './events.ts'

/** A38, beside identity.test.ts: look-alikes reach nobody, and an owner is mailed at most five times an hour. */
const house = await openHouse()
const admin = await house.person('administrator')
const OWNER = 'linh@maylanh.example'
const owner = await admin.asks(contract.addPerson, {
  name: 'Đỗ Thùy Linh',
  mail: OWNER,
  hats: [{ hat: 'support_officer', share: 100, main: true }],
})

const ask = (body: unknown) =>
  house.visitor.fetches('/api/v1/org/password-resets', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
const mailed = async () => {
  await house.settled()
  const { rows } = await sql<{ to: string[] }>`select mail_to as to from platform.outgoing order by queued_at`.execute(house.house.db)
  return rows.map(({ to }) => to.join(' '))
}

test('a look-alike, a list, an address twice: nobody but the owner is ever mailed', async () => {
  for (const alike of [
    'lınh@maylanh.example',
    'lіnh@maylanh.example',
    'ｌinh@maylanh.example',
    'linh@maylanh.example.',
    'linh@mаylanh.example',
  ]) {
    const { status } = await ask({ mail: alike })
    expect([alike, status]).toEqual([alike, expect.toBeOneOf([202, 422])])
  }
  expect(await mailed()).toEqual([])
  expect((await ask({ mail: [OWNER, 'trom@xau.example'] })).status).toBe(422)
  expect((await ask({ mail: { $ne: '' } })).status).toBe(422)
  // The last of a name given twice counts, and only that one.
  expect((await ask(`{"mail":"${OWNER}","mail":"trom@xau.example"}`)).status).toBeOneOf([202, 400, 422])
  expect(await mailed()).toEqual([])
})

test('at most five mails an hour, however often and from wherever it is asked', async () => {
  // Not over HTTP, where one visitor would be told to slow down: from nine places at once it must be five all the same.
  for (let time = 0; time < 9; time++) await house.happens(resetAsked, { personId: owner.id })
  const all = await mailed()
  expect([all.length, new Set(all)]).toEqual([5, new Set([OWNER])])
})
