import { sql } from 'kysely'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { sealEvents, verifyChain } from '#platform/seal.ts'
import type { Promised } from './load.ts'
import { must, say } from './scenario.ts'
import type { World } from './world.ts'

type Counted = { what: string; many: number }

/** Nothing acknowledged is lost, nothing is doubled, every reply left under one Message-ID at most twice, and the chain verifies. */
export async function nothingLostNothingDoubled(world: World, promised: Promised) {
  const { db } = world
  const { cases, mails, replies, notes, again } = promised
  say(`${cases.length} cases, ${mails.length} mails, ${replies.length} replies, ${notes.length} notes; asked again ${again} times`)
  const subjects = [...cases, ...mails].map(({ subject }) => subject)
  const inCases = sql<Counted>`select subject as what, count(*)::int as many from cases.case where subject = any(${subjects}) group by 1`
  const inMessages = sql<Counted>`select subject as what, count(*)::int as many from conversations.message
    where direction = 'in' and subject = any(${mails.map(({ subject }) => subject)}) group by 1`
  const said = [...replies, ...notes].map(({ text }) => text)
  // A mail's own text carries a signature below; what was typed stands at its beginning.
  const written = sql<Counted>`select left(text, 46) as what, count(*)::int as many from conversations.message
    where direction <> 'in' and left(text, 46) = any(${said.map((text) => text.slice(0, 46))}) group by 1`
  once('cases', subjects, (await inCases.execute(db)).rows)
  once(
    'mails',
    mails.map(({ subject }) => subject),
    (await inMessages.execute(db)).rows,
  )
  once(
    'replies and notes',
    said.map((text) => text.slice(0, 46)),
    (await written.execute(db)).rows,
  )
  await unasked(world, promised)
  await mailedOnce(
    world,
    replies.map(({ messageId }) => messageId),
  )
  await chainHolds(world)
}

function once(what: string, wanted: readonly string[], found: readonly Counted[]) {
  const counts = new Map(found.map((row) => [row.what, row.many]))
  const lost = wanted.filter((one) => !counts.has(one))
  const doubled = found.filter(({ many }) => many > 1)
  must(lost.length === 0, `${lost.length} of ${wanted.length} ${what} were acknowledged and are not there: ${lost.slice(0, 3).join(', ')}`)
  must(doubled.length === 0, `${doubled.length} ${what} are there twice: ${doubled[0]?.what} ${doubled[0]?.many} times`)
}

/** Nothing is there that nobody asked for. */
async function unasked({ db }: World, { cases, mails }: Promised) {
  const { rows } = await sql<{
    many: number
  }>`select count(*)::int as many from cases.case where subject like 'Việc %' or subject like 'Thư %'`.execute(db)
  must(rows[0]?.many === cases.length + mails.length, `${cases.length + mails.length} cases were asked for, ${rows[0]?.many} are there`)
}

type Sent = { messageId: string; kind: string; state: string }

async function mailedOnce({ db, sink }: World, messageIds: readonly string[]) {
  const { rows } = await sql<Sent & { subjectId: string }>`select o.message_id as "messageId", o.kind, o.state, m.id as "subjectId"
    from conversations.message m join platform.outgoing o on o.id = m.outgoing_id where m.id = any(${messageIds}::uuid[])`.execute(db)
  must(rows.length === messageIds.length, `${messageIds.length} replies were acknowledged, ${rows.length} have a mail`)
  const missing = rows.filter(({ messageId, state }) => sink.copies(messageId) === 0 && state !== 'unknown')
  must(missing.length === 0, `${missing.length} replies never arrived, for example one that is '${missing[0]?.state}'`)
  const all = (await sql<Sent>`select message_id as "messageId", kind, state from platform.outgoing`.execute(db)).rows
  const kinds = new Map(all.map(({ messageId, kind }) => [messageId, kind]))
  const counts = new Map<string, number>()
  for (const { id } of sink.taken) counts.set(id, (counts.get(id) ?? 0) + 1)
  const tooOften = [...counts].filter(([id, many]) => many > (kinds.get(id) === 'reply' ? 2 : 1))
  must(
    tooOften.length === 0,
    `${tooOften.length} mails arrived too often, for example a ${kinds.get(tooOften[0]?.[0] ?? '')} ${tooOften[0]?.[1]} times`,
  )
  must(
    [...counts.keys()].every((id) => kinds.has(id)),
    'a mail arrived that the house does not know',
  )
  const doubled = [...counts.values()].filter((many) => many > 1).length
  const unknown = all.filter(({ state }) => state === 'unknown').length
  say(`${counts.size} mails arrived, ${doubled} of them twice; ${unknown} of unknown fate, shown as such`)
}

export async function chainHolds({ house, db, dataDir }: World) {
  while ((await act(house, { me: SYSTEM }, sealEvents)) > 0);
  const { faults, sealed } = await verifyChain(db, dataDir)
  must(faults.length === 0, `the chain does not verify: ${faults.slice(0, 3).join('; ')}`)
  say(`the chain of ${sealed} events verifies`)
}
