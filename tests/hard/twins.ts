import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { post } from './load.ts'
import { many, must, rest, say, scenario } from './scenario.ts'
import { openWorld, type World } from './world.ts'

type Answer = { status: number; body: Record<string, unknown> }

/** A47: one intention, a hundred times at once, at two processes, and across a kill. */
await scenario(
  'A47: a hundred parallel twins under one key have one effect and one answer, also across two processes and a kill',
  async () => {
    const world = await openWorld()
    const apps = [await world.start(), await world.start()]
    for (let round = 0; round < many(20, 3); round++) {
      const subject = `Sinh đôi ${randomUUID()}`
      const body = { subject, text: 'Nồi hỏng', from: { name: 'Lan', mail: 'lan@khach.example' } }
      const once = randomUUID()
      const isKilled = round % 4 === 3
      const ask = (at: number) => insist(() => post(apps[at % 2]?.address ?? '', world.key, '/cases', body, once))
      const twins = Promise.all(Array.from({ length: 100 }, (_, at) => ask(at)))
      if (isKilled) {
        await rest(Math.random() * 400)
        const [first] = apps
        await first?.kill()
        if (first) apps[0] = await world.start({ port: first.port, smtpPort: first.smtpPort })
      }
      const answers = await twins
      must(
        answers.every(({ status }) => status === 201),
        `a twin got ${answers.find(({ status }) => status !== 201)?.status}`,
      )
      const different = new Set(answers.map(({ body: told }) => JSON.stringify(told, Object.keys(told).sort())))
      must(different.size === 1, `twins got ${different.size} different answers`)
      must((await casesOf(world, subject)) === 1, 'twins opened more than one case')
      const other = await post(apps[1]?.address ?? '', world.key, '/cases', { ...body, text: 'Khác' }, once)
      must(other.status === 422 && other.body.code === 'house.sameKeyOther', `another body under the same key got ${other.status}`)
    }
    say('every hundred of them had one effect')
  },
)

async function casesOf({ db }: World, subject: string) {
  return (await sql<{ many: number }>`select count(*)::int as many from cases.case where subject = ${subject}`.execute(db)).rows[0]?.many
}

/** A twin that is sent away comes back; a cut connection is tried again. */
async function insist(ask: () => Promise<Answer>): Promise<Answer> {
  for (;;) {
    const answer = await ask().catch(() => undefined)
    if (answer && ![409, 429, 503].includes(answer.status)) return answer
    await rest(100 + Math.random() * 200)
  }
}
