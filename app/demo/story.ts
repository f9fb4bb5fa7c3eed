import { aftermath } from './aftermath.ts'
import { type Arrival, arrive } from './arrive.ts'
import { say, words } from './data.ts'
import type { Channel } from './play.ts'
import { type Matter, type Play, type Plot, type Story, worked } from './play.ts'
import { after, answer, classify, customerSays, resolve, someAgent } from './work.ts'

const MEDIAN_RESPONSE: Record<Channel, number> = {
  mail: 38,
  form: 34,
  phone: 12,
  counter: 5,
  letter: 240,
  zalo: 9,
  facebook: 14,
  other: 60,
}
/** Working minutes until such a matter is done, in the middle. */
const MEDIAN_WORK: Record<string, number> = {
  warranty: 900,
  return: 520,
  complaint: 330,
  order: 300,
  invoice: 260,
  question: 35,
  support: 70,
  praise: 15,
}

/** One matter from the first word to the last, as most go. */
export async function* tellMatter(play: Play, plot: Plot): Story {
  const matter = await open(play, plot)
  if (!matter) return
  const { dice, topic } = matter
  if (isAnsweredAtOnce(plot)) {
    const done = after(plot.at, dice.between(4, 15))
    yield done
    await classify(play, matter, done, topic)
    if (await resolve(play, matter, done, topic)) yield* aftermath(play, matter, done)
    return
  }
  const first = worked(play, plot.at, responseMinutes(plot))
  matter.late = first.getTime() - plot.at.getTime() > 5 * 3_600_000
  yield first
  await classify(play, matter, first, topic)
  if (!(await answer(play, matter, first, say(dice.pick(topic.answers), matter)))) return
  const last = yield* exchange(play, matter, first)
  // A few matters lie for weeks until somebody finds them, as everywhere.
  const found = dice.chance(0.02) ? after(last, dice.between(12, 40) * 1440) : last
  const done = worked(play, found, dice.longTail(MEDIAN_WORK[topic.type] ?? 120, 0.75))
  yield done
  if (await resolve(play, matter, done, topic)) yield* aftermath(play, matter, done)
}

const upper = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

async function open(play: Play, plot: Plot): Promise<Matter | undefined> {
  const { customer, topic, dice, channel, at, number } = plot
  const self = customer.honorific
  const facts = { self, product: dice.pick(words.products), order: `ML-${dice.whole(100_100, 109_900)}` }
  const subject = plot.isAgain ? `Gọi lại: ${say(topic.subject, facts)}` : upper(say(topic.subject, facts))
  const arrival: Arrival = { customer, channel, subject, text: say(dice.pick(topic.asks), facts), at, number }
  if (channel !== 'mail' && channel !== 'form') arrival.loggedBy = { id: someAgent(play, dice), answered: isAnsweredAtOnce(plot) }
  const came = await arrive(play, arrival)
  return came && { ...plot, ...came, ...facts, subject, late: false, reopened: false }
}

/** Most easy questions on the phone and at the counter are answered while they are asked. */
const isAnsweredAtOnce = ({ channel, topic, number }: Plot) =>
  (channel === 'phone' || channel === 'counter') && topic.severity === 4 && Number(number.replaceAll(/\D/g, '')) % 10 < 8

function responseMinutes({ channel, topic, dice }: Plot): number {
  if (dice.chance(0.05)) return dice.between(400, 1300)
  return dice.longTail(MEDIAN_RESPONSE[channel], 0.7) * (topic.severity <= 2 ? 0.4 : 1)
}

const REPLIES = [
  'Mình gửi thêm ảnh tem máy rồi nhé.',
  'Chiều mai sau 17h mình có nhà.',
  'Vậy bao giờ thì xong em?',
  'Địa chỉ vẫn như cũ nha em.',
  'Số điện thoại này gọi được cả Zalo.',
]
const ANSWERS = [
  'Dạ em nhận được rồi ạ, em báo kỹ thuật ngay.',
  'Dạ em hẹn trước thứ Sáu xong, có gì em nhắn trước ạ.',
  'Dạ em ghi nhận, bên giao hàng sẽ gọi trước 30 phút.',
  'Dạ em vừa kiểm tra lại với kho, mọi thứ đã sẵn sàng ạ.',
]

/** Some customers answer, and are answered again. */
async function* exchange(play: Play, matter: Matter, since: Date): AsyncGenerator<Date, Date, void> {
  const { dice } = matter
  let now = since
  for (let round = 0; round < 3 && dice.chance(0.28); round++) {
    now = after(now, 185 + dice.longTail(120, 0.9))
    yield now
    await customerSays(play, matter, now, dice.pick(REPLIES), `e${round}`)
    now = worked(play, now, dice.longTail(45, 0.7))
    yield now
    await answer(play, matter, now, dice.pick(ANSWERS))
  }
  return now
}
