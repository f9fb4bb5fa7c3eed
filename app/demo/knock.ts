import { createTransport } from 'nodemailer'
import sharp from 'sharp'
import { receiveForm } from '#channels'
import { logContact as logContactRoute } from '#channels/contract'
import type { Happening } from '#platform/events.ts'
import { Joined } from './arrive.ts'
import type { Message } from './data.ts'
import type { Came, Play } from './play.ts'
import { composeMail, TO } from './post.ts'
import { someAgent } from './work.ts'

/** A message of sample-data.md comes by the channel it names; answers the case that became of it. */
export async function arriveAs(play: Play, message: Message): Promise<Omit<Came, 'isNew'> | undefined> {
  // Others come and go meanwhile: what became of this one happened at its moment.
  const isMine = ({ name, at }: Happening) => name === 'cases.messageJoined' && at.getTime() === message.at.getTime()
  const last = (await play.stage.hearing(isMine, () => knock(play, message))).at(-1)
  return last && Joined.parse(last.facts)
}

async function knock(play: Play, message: Message): Promise<void> {
  const { channel, at, text, subject } = message
  const known = play.named.get(message.customer ?? '')
  const { name = '', mail, phone } = known ?? message.from ?? {}
  if (channel === 'mail') return sendReally(play, message, { name, address: mail ?? 'an-danh@example.vn' })
  if (channel === 'form') {
    await play.stage.somebody(at, (ctx) => receiveForm(ctx, { name, phone, email: mail, subject: subject || firstWords(text), text }))
    return
  }
  if (channel === 'survey') return
  const from = known ? { customerId: known.id } : { from: { name, phone, mail } }
  await play.stage.ask(someAgent(play, play.dice), at, logContactRoute, {
    ...from,
    channel,
    subject: subject || firstWords(text),
    text,
    at,
  })
}

const firstWords = (text: string) => `${text.split(/\s+/).slice(0, 9).join(' ')}…`
let line: Promise<unknown> = Promise.resolve()

/** Real SMTP, one at a time: the listener takes the house's clock as the time of receipt. */
function sendReally(play: Play, message: Message, from: { name: string; address: string }): Promise<void> {
  const mine = line.then(async () => {
    const { at, subject, text, code } = message
    const attachments = /đính kèm|kèm theo/.test(text) ? [{ filename: `${code}.jpg`, content: await photo(code) }] : []
    const raw = await composeMail({ from, subject, text, at, number: code.toLowerCase(), attachments })
    play.setClock(at)
    const transport = createTransport({ host: '127.0.0.1', port: play.smtpPort, ignoreTLS: true })
    await transport.sendMail({ envelope: { from: from.address, to: [TO] }, raw })
    transport.close()
  })
  line = mine.catch(() => undefined)
  return mine
}

/** A photo such as a phone sends: a box on a floor. */
function photo(words: string): Promise<Buffer> {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="960" height="720"><rect width="960" height="720" fill="#cbb79b"/><rect y="430" width="960" height="290" fill="#8d7558"/><rect x="250" y="200" width="460" height="360" rx="14" fill="#c98f4e"/><rect x="250" y="200" width="460" height="70" fill="#b57c3d"/><rect x="430" y="200" width="100" height="360" fill="#d9b27c"/><rect x="300" y="330" width="110" height="70" fill="#fff"/><text x="355" y="375" font-size="30" text-anchor="middle" fill="#333">${words}</text></svg>`
  return sharp(Buffer.from(picture)).jpeg({ quality: 82 }).toBuffer()
}
