import { resolveCase } from '#cases/contract'
import { words } from './data.ts'
import { type Matter, type Play, type Story, worked } from './play.ts'
import { answerSurveys } from './survey.ts'
import { after, answer, customerSays, resolve } from './work.ts'

const DAY = 1440

/** What happens once a matter is resolved: thanks, a second try, the survey, the same trouble again. */
export async function* aftermath(play: Play, matter: Matter, resolvedAt: Date): Story {
  const { dice, channel, topic } = matter
  let now = resolvedAt
  const writes = channel === 'mail' || channel === 'form'
  if (writes && dice.chance(0.22) && topic.closings[0]) {
    now = after(now, 185 + dice.longTail(90, 0.8))
    yield now
    await customerSays(play, matter, now, dice.pick(topic.closings).replaceAll('{c}', matter.self), 'thanks')
    // Whoever says more than thanks has opened the matter again: a word back, and it is done once more.
    now = worked(play, now, dice.longTail(30, 0.6))
    yield now
    if (await answer(play, matter, now, `Dạ em cảm ơn ${matter.self}, cần gì ${matter.self} cứ nhắn em ạ.`))
      await resolve(play, matter, now, topic)
  } else if (writes && !matter.reopened && dice.chance(0.07)) {
    yield* secondTry(play, matter, now)
    return
  }
  if (dice.chance(0.42)) {
    now = after(now, 185 + dice.longTail(260, 1.1))
    yield now
    const score = scoreOf(matter)
    for (const one of await answerSurveys(play, now, matter.customer.mail, score, dice.pick(words.comments[score] ?? ['']))) {
      now = worked(play, now, 45 + dice.longTail(240, 0.9))
      yield now
      await play.stage.tryTo(one.handlerId, now, resolveCase, {
        id: one.caseId,
        note: 'Đã gọi xin lỗi và nghe khách kể lại. Đã nhắc trong nhóm.',
      })
    }
  }
  if (!matter.isAgain && dice.chance(topic.severity <= 3 ? 0.1 : 0.04)) {
    const at = after(now, dice.between(0.3, 6) * DAY)
    play.again({ ...matter, at, dice: dice.fork(), number: `${matter.number}9`, channel: 'phone', isAgain: true })
  }
}

/** It was not done after all. */
async function* secondTry(play: Play, matter: Matter, since: Date): Story {
  const { dice, topic, self } = matter
  matter.reopened = true
  let now = after(since, dice.between(0.1, 4) * DAY)
  yield now
  await customerSays(play, matter, now, `Em ơi, ${self} thấy vẫn chưa được như lời hứa. Nhờ em xem lại giúp ${self}.`, 'again')
  now = worked(play, now, dice.longTail(60, 0.7))
  yield now
  await answer(play, matter, now, `Em xin lỗi ${self}, em kiểm tra lại ngay và gọi ${self} trong hôm nay ạ.`)
  now = worked(play, now, dice.longTail(400, 0.8))
  yield now
  if (await resolve(play, matter, now, topic)) yield* aftermath(play, matter, now)
}

const SCORES = [
  { score: 5, weight: 54 },
  { score: 4, weight: 26 },
  { score: 3, weight: 10 },
  { score: 2, weight: 6 },
  { score: 1, weight: 4 },
]
/** Who waited long or had to come back is less happy. */
function scoreOf({ dice, late, reopened }: Matter): number {
  const { score } = dice.weighted(SCORES)
  return Math.max(1, score - (late ? dice.whole(0, 2) : 0) - (reopened ? dice.whole(1, 2) : 0))
}
