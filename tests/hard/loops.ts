import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import { smtpSetting } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import { handOver, letter } from './load.ts'
import { many, must, rest, say, scenario } from './scenario.ts'
import { openWorld, settled, type World } from './world.ts'

const automatic = async ({ db }: World, where = sql`true`) =>
  Number(
    (await sql<{ many: number }>`select count(*)::int as many from platform.outgoing where kind = 'automatic' and ${where}`.execute(db))
      .rows[0]?.many,
  )

/** A07: two whole houses that acknowledge whatever comes and deliver to each other; then a sender who cannot stop. */
await scenario(
  'A07: two houses mailing each other for ten minutes fall silent; a thousand mails of one sender stay below the caps',
  async () => {
    const one = await openWorld({ address: 'cskh@mot.example' })
    const other = await openWorld({ address: 'cskh@hai.example' })
    const [here, there] = [await one.start(), await other.start()]
    const sendsTo = (world: World, port: number) =>
      act(world.house, { me: SYSTEM }, (ctx) =>
        changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port, security: 'none', username: '', password: '' }),
      )
    await sendsTo(one, there.smtpPort)
    await sendsTo(other, here.smtpPort)
    const first = (from: string, subject: string) => letter({ id: `${randomUUID()}@khach.example`, from, subject })
    await handOver(here.smtpPort, first('cskh@hai.example', 'Hỏi giá'), 'cskh@hai.example')
    await handOver(there.smtpPort, first('cskh@mot.example', 'Hỏi giá'), 'cskh@mot.example')
    for (let minute = 0; minute < many(10, 1); minute++) {
      await rest(60_000)
      const counts = [await automatic(one), await automatic(other)]
      must(Math.max(...counts) <= 2, `after ${minute + 1} minutes they had sent ${counts.join(' and ')} automatic mails`)
    }
    say(`automatic mails: ${await automatic(one)} and ${await automatic(other)}`)

    const mails = many(1_000, 100)
    for (let at = 0; at < mails; at += 10)
      await Promise.all(
        Array.from({ length: 10 }, (_, more) =>
          handOver(here.smtpPort, first('ngap@khach.example', `Ngập ${at + more}`), 'ngap@khach.example'),
        ),
      )
    await settled(one)
    const answered = await automatic(one, sql`'ngap@khach.example' = any(mail_to)`)
    say(`${mails} mails of one sender, ${answered} automatic answers`)
    must(answered > 0 && answered <= 60, `${answered} automatic answers to one sender in an hour at most`)
    const { rows } = await sql<{
      many: number
    }>`select count(*)::int as many from conversations.message where subject like 'Ngập %'`.execute(one.db)
    must(rows[0]?.many === mails, `${mails} mails came, ${rows[0]?.many} are there`)
  },
)
