import { expect, test } from 'vitest'
import { companyOf } from '#org'
import * as org from '#org/contract'
import { openHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { ourAddresses } from './index.ts'

const house = await openHouse()
const admin = await house.person('administrator')
const mailbox = { name: 'Hộp thư chung', host: '127.0.0.1', port: 993, secure: true, username: 'chung', secret: 'mật khẩu', enabled: false }
const ours = async () => [...(await house.does(ourAddresses)).keys()].sort()

test('what is ours is known at once when it changes: the company’s address, a mailbox, and one that is taken away', async () => {
  const before = await ours()
  const company = await house.does(companyOf)
  await admin.asks(org.changeCompany, { ...company, mail: 'moi@maylanh.example' })
  expect(await ours()).toContain('moi@maylanh.example')
  await admin.asks(contract.addMailbox, { ...mailbox, address: 'chung@maylanh.example' })
  expect(await ours()).toContain('chung@maylanh.example')
  const { id } = (await admin.asks(contract.listMailboxes, {})).find(({ address }) => address === 'chung@maylanh.example') ?? { id: '' }
  await admin.asks(contract.removeMailbox, { id })
  expect(await ours()).toEqual([...before.filter((one) => one !== company.mail), 'moi@maylanh.example'].sort())
})
