import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { queueMail } from '#platform/outbox.ts'
import { many, must, rest, say, scenario } from './scenario.ts'
import { openWorld, settled } from './world.ts'

/** A17: whoever sends is killed while a slow mail server thinks. What was on its way then is of unknown fate; nothing else is touched. */
await scenario(
  'A17: the sender killed 200 times during 2,000 mails: none is missing, each under one Message-ID, automatic mail never twice',
  async () => {
    const world = await openWorld()
    world.sink.manner.slowMs = 150
    let app = await world.start()
    const { port, smtpPort } = app
    const kinds = new Map<string, 'reply' | 'automatic'>()
    const queue = () =>
      act(world.house, { me: SYSTEM }, async (ctx) => {
        for (const kind of ['reply', 'automatic'] as const)
          for (let at = 0; at < 5; at++) {
            const mail = { from: { name: 'Mây Lành', address: 'cskh@maylanh.example' }, to: [`${randomUUID()}@khach.example`] }
            const { messageId } = await queueMail(ctx, {
              ...mail,
              kind,
              subject: 'Thử',
              text: 'Dạ',
              about: { room: 'hard', subjectId: null },
            })
            kinds.set(messageId, kind)
          }
      })
    const kills = many(200, 4)
    for (let kill = 1; kill <= kills; kill++) {
      await queue()
      await rest(Math.random() * 900)
      await app.kill()
      app = await world.start({ port, smtpPort })
      if (kill % 20 === 0 || kill === kills) say(`${kill} kills, ${world.sink.taken.length} of ${kinds.size} arrived`)
    }
    await settled(world, 900_000)
    const { rows } = await sql<{
      id: string
      state: string
      attempts: number
      doubted: boolean
    }>`select message_id as id, state, attempts, doubted from platform.outgoing
    where room = 'hard'`.execute(world.db)
    must(rows.length === kinds.size, `${kinds.size} were queued, ${rows.length} are there`)
    const doubled = rows.filter(({ id }) => world.sink.copies(id) > 1)
    const missing = rows.filter(({ id }) => world.sink.copies(id) === 0)
    // Two generals: killed between writing down that the end goes out and the end, an automatic mail is not tried again, since it may have arrived.
    const inDoubt = missing.filter(({ id, state }) => kinds.get(id) === 'automatic' && state === 'unknown')
    const unknown = rows.filter(({ state }) => state === 'unknown')
    say(`${doubled.length} arrived twice, ${unknown.length} are of unknown fate and say so, ${inDoubt.length} of those never arrived`)
    const lost = missing.find((mail) => !inDoubt.includes(mail))
    must(!lost, `a mail never arrived: ${kinds.get(lost?.id ?? '')}, '${lost?.state}' after ${lost?.attempts} attempts`)
    must(inDoubt.length <= Math.ceil(kills / 20), `${inDoubt.length} automatic mails were given up in doubt in ${kills} kills`)
    must(doubled.length <= kills, `${doubled.length} mails arrived twice in ${kills} kills`)
    must(
      doubled.every(({ id }) => kinds.get(id) === 'reply' && world.sink.copies(id) === 2),
      'an automatic mail arrived twice, or a reply three times',
    )
    // Tries that a kill ended before the end of the mail count as tries too: what went out once and was not answered is sent again exactly once.
    must(
      unknown.every(({ id, attempts, doubted }) => doubted && attempts >= (kinds.get(id) === 'reply' ? 2 : 1)),
      'a reply of unknown fate was not tried once more',
    )
    await app.stop()
  },
)
