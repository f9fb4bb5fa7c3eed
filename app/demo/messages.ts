import { findCase } from '#cases'
import { classifyCase, markSpam, setSeverity } from '#cases/contract'
import { writeNote, writeReply } from '#conversations/contract'
import { type Message, messages } from './data.ts'
import { arriveAs } from './knock.ts'
import { type Play, type Story, worked } from './play.ts'
import { answerSurveys } from './survey.ts'
import { after, handlerOf, resolve } from './work.ts'

const DAY = 86_400_000
const WEEK = 7 * DAY
/** Days people celebrate stay where they are. */
const FEASTS = ['20/10', '20/11', '15/8', '15/08', '8/3']
/** Still being worked on when the play ends. */
const OPEN = ['M23', 'M38', 'M42', 'M44', 'M45', 'M46', 'M20']
const LAST = messages.at(-1)?.at ?? new Date(0)

/** The messages of sample-data.md §5, moved by whole weeks so that the last lies within the week that ends at `until`. */
export function beginMessages(play: Play, until: Date): void {
  const shift = Math.floor((until.getTime() - LAST.getTime() - 2 * 3_600_000) / WEEK) * WEEK
  for (const message of messages) {
    const at = new Date(message.at.getTime() + shift)
    const told = { ...message, at, text: moveDays(message.text, shift), subject: moveDays(message.subject, shift) }
    play.begin(at, message.channel === 'survey' ? tellSurvey(play, told) : tellMessage(play, told))
  }
}

/** `05/10` in a text, moved with it. */
function moveDays(text: string, shift: number): string {
  return text.replaceAll(/(?<![\d/.-])(\d{1,2})\/(\d{1,2})(?![\d/])/g, (whole, day: string, month: string) => {
    const at = Date.UTC(LAST.getFullYear(), Number(month) - 1, Number(day))
    if (FEASTS.includes(whole) || Number.isNaN(at) || Number(month) > 12 || Number(month) < 9) return whole
    const moved = new Date(at + shift)
    return `${String(moved.getUTCDate()).padStart(2, '0')}/${String(moved.getUTCMonth() + 1).padStart(2, '0')}`
  })
}

async function* tellMessage(play: Play, message: Message): Story {
  const came = await arriveAs(play, message)
  if (!came) return
  const matter = { ...came, dice: play.dice.fork() }
  let now = worked(play, message.at, message.severity === 1 ? 8 : 25)
  yield now
  const found = await handlerOf(play, matter, now)
  if (!found) return
  const { stage } = play
  if (message.type === 'spam') return void (await stage.tryTo(found.handler, now, markSpam, { id: came.caseId, spam: true }))
  await stage.tryTo(found.handler, now, classifyCase, { id: came.caseId, type: message.type, cause: message.cause })
  const facts = await stage.looks((ctx) => findCase(ctx, came.caseId))
  if (message.severity && facts && message.severity < facts.severity)
    await stage.tryTo(found.handler, now, setSeverity, {
      id: came.caseId,
      severity: message.severity,
      reason: 'Theo nội dung khách phản ánh',
    })
  const lead = play.people.get('NV004')
  const isHard = message.severity !== null && message.severity <= 2
  const note = { id: came.conversationId, text: `Việc tiếp theo: ${message.next}.`, mentions: isHard && lead ? [lead] : [] }
  await stage.tryTo(found.handler, now, writeNote, note)
  now = after(now, 6)
  yield now
  await stage.tryTo(found.handler, now, writeReply, {
    id: came.conversationId,
    text: answerTo(message),
    by: message.channel === 'letter' ? 'log' : undefined,
  })
  if (OPEN.includes(message.code)) return
  now = worked(play, now, message.severity === 4 ? 60 : matter.dice.between(400, 1600))
  yield now
  await resolve(play, matter, now, { cause: message.cause, resolution: resolutionOf(message) })
}

const resolutionOf = ({ type, cause }: Message) =>
  type === 'praise' || type === 'feedback'
    ? 'recorded'
    : cause?.startsWith('product')
      ? 'replaced'
      : cause?.startsWith('delivery')
        ? 'delivered'
        : 'answered'

function answerTo({ type, severity }: Message): string {
  if (type === 'praise') return 'Dạ Mây Lành cảm ơn anh/chị nhiều ạ. Em gửi lời khen tới các bạn rồi.'
  if (severity === 1)
    return 'Mây Lành rất xin lỗi về sự việc này. Xin ngừng dùng sản phẩm ngay. Em đã báo ban giám đốc và gọi lại trong hôm nay.'
  if (type === 'complaint') return 'Dạ em thành thật xin lỗi anh/chị. Em đang xác minh và báo lại phương án trong hôm nay ạ.'
  if (type === 'warranty') return 'Dạ em đã ghi nhận, kỹ thuật sẽ gọi anh/chị hẹn giờ trong hôm nay ạ.'
  if (type === 'privacy') return 'Dạ em đã chuyển bộ phận phụ trách dữ liệu. Trong 2 ngày làm việc bên em trả lời anh/chị bằng văn bản ạ.'
  return 'Dạ em nhận được rồi ạ. Em kiểm tra và trả lời anh/chị ngay.'
}

/** M39: the answer to the survey of an earlier case of the same customer. */
async function* tellSurvey(play: Play, { customer, at, text }: Message): Story {
  const mail = play.named.get(customer ?? '')?.mail
  if (mail) await answerSurveys(play, at, mail, 2, text)
  yield* []
}
