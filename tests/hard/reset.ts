import { sql } from 'kysely'
import { many, must, rest, say, scenario } from './scenario.ts'
import { asks, leaves, placeOf } from './visitors.ts'
import { openWorld, settled, type World } from './world.ts'

const OWNER = 'nv007@maylanh.example'
const MOST_APART = 0.1
let visitor = 0

/** A38: what an attacker learns from the door for forgotten passwords, and what they can make it do. */
await scenario(
  'A38: a reset takes as long for a stranger as for a colleague, mails only the owner and at most five times an hour',
  async () => {
    const world = await openWorld()
    const app = await world.start({ env: { PUBLIC_URL: 'https://cskh.maylanh.example' } })
    await onlyTheOwner(world, app.address)
    await equalTimes(world, app.address)
    await app.stop()
  },
)

/** Each asks from an address of its own, so that it is the house and not the door that counts. */
async function ask(address: string, body: string, headers: Record<string, string> = {}) {
  const from = placeOf(visitor++)
  const answer = await asks(address, '/api/v1/org/password-resets', {
    ...{ method: 'POST', body, from },
    headers: { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)), ...headers },
  })
  leaves(from)
  return answer
}

async function onlyTheOwner(world: World, address: string) {
  const forged = { host: 'xau.example', 'x-forwarded-host': 'xau.example', 'x-forwarded-proto': 'http', forwarded: 'host=xau.example' }
  for (const mail of [[OWNER, 'trom@xau.example'], [OWNER], { 0: OWNER }, `${OWNER},trom@xau.example`, `${OWNER} trom@xau.example`])
    must((await ask(address, JSON.stringify({ mail }), forged)).status === 422, `${JSON.stringify(mail)} was taken for an address`)
  const alike = [
    'nv007@maylanh.example.',
    'nｖ007@maylanh.example',
    'nv００7@maylanh.example',
    'nv007@mаylanh.example',
    'ոv007@maylanh.example',
  ]
  for (const mail of alike) await ask(address, JSON.stringify({ mail }), forged)
  await ask(address, `{"mail":"${OWNER}","mail":"trom@xau.example"}`, forged)
  await settled(world)
  must(world.sink.taken.length === 0, `a look-alike of an address had ${world.sink.taken[0]?.to} mailed`)

  for (let time = 0; time < 20; time++) {
    const mail = [OWNER, OWNER.toUpperCase(), 'Nv007@MayLanh.Example'][time % 3]
    must((await ask(address, JSON.stringify({ mail }), forged)).status === 202, 'an honest wish was refused')
  }
  await settled(world)
  const { taken } = world.sink
  must(taken.length === 5, `asked twenty times from twenty places, ${taken.length} mails left within the hour`)
  must(
    taken.every(({ to }) => to.join() === OWNER),
    'somebody else was mailed',
  )
  const words = taken.map(({ raw }) => `${raw}\n${Buffer.from(raw.slice(raw.indexOf('\r\n\r\n')), 'base64')}`)
  must(
    words.every((raw) => raw.includes('https://cskh.maylanh.example/mat-khau/')),
    'a link is not of the house',
  )
  must(!words.some((raw) => raw.includes('xau.example')), 'a forged host stands in the mail')
  say('look-alikes, lists, names given twice and forged hosts: nobody mailed; asked twenty times: five mails, all to the owner')
}

async function equalTimes(world: World, address: string) {
  const { rows } = await sql<{ mail: string }>`select mail from org.person where mail <> '' and mail <> ${OWNER}`.execute(world.db)
  const times = { known: [] as number[], unknown: [] as number[] }
  const rounds = many(1_000, 100)
  for (let round = -20; round < rounds; round++) {
    const known = rows[Math.abs(round) % rows.length]?.mail ?? ''
    const pair = [
      ['known', known],
      ['unknown', known.replace('nv', 'nx')],
    ] as const
    for (const [kind, mail] of Math.random() < 0.5 ? pair : pair.toReversed()) {
      const { status, ms } = await ask(address, JSON.stringify({ mail }))
      must(status === 202, `a reset was answered ${status}`)
      if (round >= 0) times[kind].push(ms)
      // What a known address sets off is over before the next one asks.
      await rest(15)
    }
  }
  const known = middle(times.known)
  const unknown = middle(times.unknown)
  const apart = Math.abs(known - unknown) / Math.min(known, unknown)
  say(`${rounds} pairs: ${known.toFixed(2)} ms known, ${unknown.toFixed(2)} ms unknown, ${(apart * 100).toFixed(1)} % apart`)
  must(apart < MOST_APART, `whether an address is known shows: ${(apart * 100).toFixed(1)} % apart`)
}

/** The mean of the middle half: what a machine busy with something else adds at the edges says nothing of the house. */
function middle(times: number[]): number {
  const sorted = times.toSorted((one, other) => one - other)
  const half = sorted.slice(Math.floor(sorted.length / 4), Math.ceil((sorted.length * 3) / 4))
  return half.reduce((sum, ms) => sum + ms, 0) / half.length
}
