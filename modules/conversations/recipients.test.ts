import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { changeCompany } from '#org'
import { openHouse } from '../../tests/house.ts'
import { headerOf, mails, openSink, sendsThrough, until } from '../channels/samples.ts'
import * as contract from './contract.ts'

const START = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ services: true, at: START })
const diep = await house.person('care_manager', { name: 'Phạm Ngọc Diệp' })
const sink = await openSink()
const later = (seconds: number) => house.setNow(new Date(START.getTime() + seconds * 1000))
const OURS = 'cskh@maylanh.example'

beforeAll(async () => {
  const company = { name: 'Công ty Mây Lành', shortName: 'Mây Lành', taxCode: '', hotline: '1900 6060', mail: OURS }
  await house.does((ctx) => changeCompany(ctx, { ...company, address: '', language: 'vi', logoFileId: null, hue: null }))
  await sendsThrough(house, sink.port)
})

const conversationOf = async (subject: string) => {
  const { rows } = await sql<{ id: string }>`select id from conversations.conversation where subject = ${subject}`.execute(house.house.db)
  return rows[0]?.id
}
const addresses = (parties: { address: string }[]) => parties.map(({ address }) => address)

test('the customer stays in their own conversation when somebody they copied in writes last, to us alone', async () => {
  const subject = 'Máy giặt rò nước'
  await mails(house, { from: 'Hạnh <hanh@example.vn>', to: OURS, cc: 'Chồng <chong@example.vn>', subject, text: 'Máy rò nước' })
  const id = await until(() => conversationOf(subject))
  await diep.asks(contract.writeReply, { id, text: 'Dạ em xem ạ', replyAll: true })
  later(11)
  const ours = await until(() => sink.taken.find((mail) => mail.subject === `Re: ${subject}`))
  expect(ours.to.toSorted()).toEqual(['chong@example.vn', 'hanh@example.vn'])
  const inReplyTo = headerOf(ours, 'message-id')[0]
  await mails(house, { from: 'Chồng <chong@example.vn>', to: OURS, subject: `Re: ${subject}`, text: 'Rò ở đáy máy', inReplyTo })
  await until(async () => (await diep.asks(contract.listMessages, { id })).items.length === 3)
  const whom = await diep.asks(contract.readConversation, { id })
  expect(addresses(whom.to)).toEqual(['chong@example.vn'])
  expect([addresses(whom.cc), addresses(whom.allCc), addresses(whom.customers)]).toEqual([
    ['hanh@example.vn'],
    ['hanh@example.vn'],
    ['hanh@example.vn'],
  ])
  await diep.asks(contract.writeReply, { id, text: 'Dạ mai thợ tới ạ' })
  await diep.asks(contract.writeReply, { id, text: 'Dạ riêng anh thôi ạ', to: [{ address: 'chong@example.vn' }] })
  later(40)
  await until(() => sink.taken.length === 3)
  const whomOf = (words: string) => sink.taken.find(({ text }) => text.includes(words))?.to.toSorted()
  expect(whomOf('mai thợ tới')).toEqual(['chong@example.vn', 'hanh@example.vn'])
  expect(whomOf('riêng anh thôi')).toEqual(['chong@example.vn'])
})
