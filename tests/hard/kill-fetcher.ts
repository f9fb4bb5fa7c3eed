import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { hasDovecot, openDovecot } from '../dovecot.ts'
import { letter, post } from './load.ts'
import { atEnd, CannotTry, many, must, rest, say, scenario, until } from './scenario.ts'
import { type App, openWorld, settled } from './world.ts'

/** A08, and A01 for number: two processes fetch one mailbox by IMAP and take turns at dying. */
await scenario('A08: two fetchers of one mailbox, killed 50 times during 1,000 mails: 1,000 messages, each once', async () => {
  if (!hasDovecot()) throw new CannotTry('no dovecot here (Debian: dovecot-imapd)')
  const server = await openDovecot()
  atEnd(() => server.close())
  const world = await openWorld()
  const apps: App[] = [await world.start(), await world.start()]
  const box = { name: 'Chung', address: 'hop@maylanh.example', host: '127.0.0.1', port: server.port, secure: false }
  const account = { ...box, username: 'hop', secret: server.password }
  server.delivers('hop', letter({ id: `${randomUUID()}@khach.example`, subject: 'IMAP 0', from: 'khach0@khach.example' }))
  const added = await post(apps[0]?.address ?? '', world.key, '/channels/mailboxes', account, randomUUID())
  must(added.status < 300, `the mailbox was refused: ${JSON.stringify(added.body)}`)
  const [mails, kills] = [many(1_000, 40), many(50, 3)]
  let delivered = 1
  for (let kill = 1; kill <= kills; kill++) {
    for (const wanted = Math.ceil((mails * kill) / kills); delivered < wanted; delivered++)
      server.delivers(
        'hop',
        letter({ id: `${randomUUID()}@khach.example`, subject: `IMAP ${delivered}`, from: `khach${delivered % 30}@khach.example` }),
      )
    await rest(Math.random() * 2_500)
    const turn = kill % 2
    const app = apps[turn]
    await app?.kill()
    if (app) apps[turn] = await world.start({ port: app.port, smtpPort: app.smtpPort })
  }
  const here = sql<{
    raw: number
    messages: number
    different: number
  }>`select (select count(*)::int from channels.raw where source = 'imap') as raw,
    count(*)::int as messages, count(distinct subject)::int as different from conversations.message where subject like 'IMAP %'`
  await until(async () => ((await here.execute(world.db)).rows[0]?.raw ?? 0) >= mails, `${mails} mails fetched`, 300_000)
  await settled(world)
  const found = (await here.execute(world.db)).rows[0]
  say(`${mails} delivered, ${kills} kills: ${JSON.stringify(found)}`)
  must(found?.raw === mails && found.messages === mails && found.different === mails, 'not each once')
})
