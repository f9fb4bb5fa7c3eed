import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { handOver, letter, post } from './load.ts'
import { many, must, say, scenario } from './scenario.ts'
import { WORDS } from './words.ts'
import { openWorld, type World } from './world.ts'

/** Names that would climb, hide, run or break a header. */
const NAMES = [
  ...[
    '../../x.txt',
    '..\\..\\x.txt',
    '/etc/cron.d/x',
    'C:\\x.txt',
    'con.txt',
    '.htaccess',
    'x.php.jpg',
    'ảnh máy lọc nước.jpg',
    'anh\u0301.jpg',
    '\u202Egpj.exe',
    'a"b.txt',
    "a'b;c.txt",
  ],
  ...[
    'x.svg',
    'x.html',
    'x.xhtml',
    'x.js',
    'a'.repeat(240),
    'a%0d%0aSet-Cookie: x=1.txt',
    '文件.txt',
    '😀.txt',
    ' .txt',
    'x.txt.',
    '~',
    '-rf',
  ],
]
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
const clean = (given: string) => given.normalize('NFC').trim()

/** A24, A25, A26. */
await scenario(
  'A24–A26: hostile words come back as they were or are refused; hostile file names are only names, hostile files only downloads',
  async () => {
    const world = await openWorld()
    const app = await world.start()
    for (const words of WORDS.slice(0, many(WORDS.length, 20))) await roundTrip(world, app.address, words)
    say(`${WORDS.length} strings through subject, text, name, note, tag and search`)
    for (const words of WORDS.filter((one) => !/[\0\r\n\uD800]/.test(one)).slice(0, many(40, 5)))
      await handOver(app.smtpPort, letter({ id: `${randomUUID()}@khach.example`, subject: words, from: 'la@khach.example', text: words }))
    for (const name of NAMES) await file(world, app.address, name)
    const stored = readdirSync(join(world.dataDir, 'files'), { recursive: true }).map(String)
    const odd = stored.filter((path) => !/^[0-9a-f-]{36}(\.thumb)?$/.test(path))
    must(odd.length === 0, `a user's bytes in a path: ${odd.slice(0, 3).join(', ')}`)
    say(`${NAMES.length} file names, ${stored.length} files under keys of their own`)
    await app.stop()
  },
)

async function ask({ key }: Pick<World, 'key'>, address: string, path: string) {
  const answer = await fetch(`${address}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

async function roundTrip(world: World, address: string, words: string) {
  const isRefused = (status: number) => status === 422 || status === 400
  const opened = await post(
    address,
    world.key,
    '/cases',
    { subject: `x${words}`.slice(0, 300), text: words, from: { name: words.slice(0, 200) } },
    randomUUID(),
  )
  must(opened.status === 201 || isRefused(opened.status), `a case of ${JSON.stringify(words)} got ${opened.status}`)
  const found = await ask(world, address, `/cases/search?q=${encodeURIComponent(words.toWellFormed().slice(0, 100))}`)
  must(found.status === 200 || isRefused(found.status), `looking for ${JSON.stringify(words)} got ${found.status}`)
  if (opened.status !== 201) return
  const noted = await post(address, world.key, `/conversations/${opened.body.conversationId}/notes`, { text: `x${words}` }, randomUUID())
  must(noted.status === 201 || isRefused(noted.status), `a note of ${JSON.stringify(words)} got ${noted.status}`)
  const tagged = await post(address, world.key, `/cases/${opened.body.id}/tags`, { add: [words.slice(0, 40)] }, randomUUID())
  must(tagged.status === 200 || isRefused(tagged.status), `a tag of ${JSON.stringify(words)} got ${tagged.status}`)
  const thread = await ask(world, address, `/conversations/${opened.body.conversationId}/messages`)
  const texts = (thread.body.items as { text: string }[]).map(({ text }) => text)
  const isCut = /\p{Cc}|[\uFEFF\u2028\u2029]/u.test(words.replaceAll('\t', '')) || !words.isWellFormed()
  if (noted.status === 201 && !isCut)
    must(
      texts.some((text) => text === clean(`x${words}`)),
      `${JSON.stringify(words)} came back as ${JSON.stringify(texts[0])}`,
    )
}

async function file(world: World, address: string, name: string) {
  const form = new FormData()
  form.append('file', new Blob([SVG], { type: 'image/png' }), name)
  const sent = await fetch(`${address}/api/v1/files`, { method: 'POST', headers: { authorization: `Bearer ${world.key}` }, body: form })
  must(sent.status < 500, `a file called ${JSON.stringify(name)} got ${sent.status}`)
  if (!sent.ok) return
  const { items } = (await sent.json()) as { items: { id: string }[] }
  const got = await fetch(`${address}/api/v1/files/${items[0]?.id}`, { headers: { authorization: `Bearer ${world.key}` } })
  const disposition = got.headers.get('content-disposition') ?? ''
  must(got.ok, `the file called ${JSON.stringify(name)} came back with ${got.status}`)
  const isText = got.headers.get('content-type') === 'text/plain; charset=utf-8'
  must(
    isText || /^attachment/.test(disposition),
    `a picture that runs scripts is shown in place: ${got.headers.get('content-type')} ${disposition}`,
  )
  must(got.headers.get('x-content-type-options') === 'nosniff', 'no nosniff on a file')
  must(/sandbox/.test(got.headers.get('content-security-policy') ?? ''), 'no sandbox on a file')
  must(/no-store/.test(got.headers.get('cache-control') ?? ''), `a private file may be kept: ${got.headers.get('cache-control')}`)
  must(
    !got.headers.get('set-cookie') && !/[\r\n\u202E]|\.\.[/\\]/.test(decodeURIComponent(disposition)),
    `the name is more than a name: ${disposition}`,
  )
  await got.arrayBuffer()
}
