import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { handOver, letter, post } from './load.ts'
import { many, must, rest, say, scenario, until } from './scenario.ts'
import { openWorld, type World } from './world.ts'

const html = ['Content-Type: text/html; charset=utf-8', 'Content-Transfer-Encoding: 8bit']
const cc = Array.from({ length: 10_000 }, (_, at) => `a${at}@example.vn`).join(',\r\n ')
const references = Array.from({ length: 1_000 }, (_, at) => `<${at}.${'x'.repeat(30)}@example.vn>`).join('\r\n ')
const row = `<tr>${'<td style="color:red">Nồi</td>'.repeat(20)}</tr>`

/** The mails of V26, each as heavy as the acceptance says. */
const HEAVY: Record<string, () => { text: string; headers: string[] }> = {
  'thirty megabytes': () => ({
    headers: ['Content-Type: multipart/mixed; boundary=ranh'],
    text: `--ranh\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nẢnh đây\r\n--ranh\r\nContent-Type: image/jpeg; name=anh.jpg\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=anh.jpg\r\n\r\n${randomBytes(
      22 * 1024 * 1024,
    )
      .toString('base64')
      .replace(/.{76}/g, '$&\r\n')}\r\n--ranh--`,
  }),
  'ten thousand recipients': () => ({ headers: [`Cc: ${cc}`], text: 'Gửi tất cả' }),
  'a thousand references': () => ({ headers: [`References: ${references}`], text: 'Vẫn chuyện cũ' }),
  'twenty thousand nested boxes': () => ({ headers: html, text: `${'<div>\r\n'.repeat(20_000)}Nồi hỏng${'</div>\r\n'.repeat(20_000)}` }),
  'a table of 3.8 MB': () => ({ headers: html, text: `<table>${`${row}\r\n`.repeat(Math.ceil(3_800_000 / row.length))}</table>` }),
  'a megabyte in one line of history': () => ({ headers: [], text: `${'> '.repeat(250_000)}\r\n${'Trân trọng, '.repeat(50_000)}` }),
}

/** A10: heavy mail is read beside the main thread; other people notice nothing and nothing is lost. */
await scenario('A10: huge mails while others work: each is kept within the limit, and nobody else waits', async () => {
  const world = await openWorld()
  const app = await world.start()
  for (let at = 0; at < 30; at++) await post(app.address, world.key, '/cases', { subject: `Nền ${at}`, text: 'Nồi' }, randomUUID())
  const quiet = await watched(world, app.address, () => rest(many(20, 5) * 1_000))
  const slowest = { what: '', ms: 0 }
  const loud = await watched(world, app.address, async () => {
    for (const [what, made] of Object.entries(HEAVY))
      for (let time = 0; time < many(5, 1); time++) {
        const subject = `Nặng ${randomUUID()}`
        const raw = letter({ id: `${randomUUID()}@khach.example`, subject, from: 'nang@khach.example', ...made() })
        const began = performance.now()
        await handOver(app.smtpPort, raw)
        await until(() => keptAs(world, subject), `the mail with ${what} is understood or held`, 60_000)
        const ms = performance.now() - began
        if (ms > slowest.ms) Object.assign(slowest, { what, ms })
      }
  })
  say(`slowest: ${slowest.what}, ${(slowest.ms / 1_000).toFixed(1)} s from the first byte to the case`)
  say(`queue page p99 ${quiet.p99.toFixed(0)} ms before, ${loud.p99.toFixed(0)} ms meanwhile (${loud.asked} asked)`)
  must(slowest.ms < 20_000, 'a heavy mail took too long')
  // On a busy machine both are slow; a parser on the main thread would stop everybody for seconds.
  must(loud.p99 < Math.max(quiet.p99 * 3, 700), 'other people waited for a heavy mail')
  must(app.isRunning(), 'the process ended')
  const { rows } = await sql<{ raw: number; known: number }>`select (select count(*)::int from channels.raw) as raw,
    (select count(*)::int from channels.contact where state in ('understood', 'suspended')) as known`.execute(world.db)
  must(rows[0]?.raw === rows[0]?.known, `${rows[0]?.raw} kept, ${rows[0]?.known} understood or held`)
})

async function keptAs({ db }: World, subject: string) {
  const { rows } = await sql<{
    state: string
  }>`select state from channels.contact where facts->>'subject' = ${subject} and state <> 'pending'`.execute(db)
  return rows[0]
}

/** Somebody opens the queue again and again while this goes on. */
async function watched({ key }: World, address: string, goesOn: () => Promise<unknown>) {
  const times: number[] = []
  let over = false
  const looking = (async () => {
    while (!over) {
      const began = performance.now()
      const answer = await fetch(`${address}/api/v1/cases?limit=50`, { headers: { authorization: `Bearer ${key}` } })
      must(answer.ok, `the queue answered ${answer.status}`)
      await answer.arrayBuffer()
      times.push(performance.now() - began)
      await rest(20)
    }
  })()
  looking.catch(() => {})
  await goesOn().finally(() => {
    over = true
  })
  await looking
  times.sort((a, b) => a - b)
  return { asked: times.length, p99: times[Math.floor(times.length * 0.99)] ?? 0 }
}
