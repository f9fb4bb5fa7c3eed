import { type CaseFacts, findCase } from '#cases'
import { assignCase, classifyCase, raiseTier, resolveCase, takeCase } from '#cases/contract'
import { logContact as noteSaid, writeNote, writeReply } from '#conversations/contract'
import { arrive } from './arrive.ts'
import type { Dice } from './dice.ts'
import type { Matter, Play } from './play.ts'

const MINUTE = 60_000
export const after = (at: Date, minutes: number) => new Date(at.getTime() + minutes * MINUTE)

const AGENTS = ['NV007', 'NV008', 'NV020', 'NV015', 'NV009', 'NV010', 'NV011', 'NV007', 'NV008']
/** Whoever picks up the phone. */
export function someAgent({ people }: Play, dice: Dice): string {
  const id = people.get(dice.pick(AGENTS))
  if (!id) throw new Error('an agent is missing')
  return id
}

type Case = Pick<Matter, 'caseId' | 'conversationId' | 'dice'>

/** What holds now and who handles it, or takes it because nobody does. Undefined when there is nothing left to do. */
export async function handlerOf(play: Play, { caseId, dice }: Case, now: Date): Promise<{ facts: CaseFacts; handler: string } | undefined> {
  const facts = await play.stage.looks((ctx) => findCase(ctx, caseId))
  if (!facts || facts.mergedIntoId || ['resolved', 'closed', 'cancelled'].includes(facts.category)) return undefined
  if (facts.handlerId && (await play.stage.may(facts.handlerId, 'conversations.reply'))) return { facts, handler: facts.handlerId }
  if (facts.handlerId) return handBack(play, facts, facts.handlerId, now)
  const taker = someAgent(play, dice)
  const took = await play.stage.tryTo(taker, now, takeCase, { id: caseId })
  return took && { facts, handler: taker }
}

/** The board decides and answers nobody: what was raised to it goes on to the care manager with its word. */
async function handBack(play: Play, facts: CaseFacts, from: string, now: Date): Promise<{ facts: CaseFacts; handler: string } | undefined> {
  const manager = play.people.get('NV004')
  if (!manager) throw new Error('the care manager is missing')
  const note = 'Ban giám đốc đồng ý phương án, nhờ chị xử lý tiếp với khách.'
  const done = await play.stage.tryTo(from, now, assignCase, { id: facts.id, handlerId: manager, note })
  return done && { facts: { ...facts, handlerId: manager }, handler: manager }
}

/** Type and cause, once somebody has read what it is about. */
export async function classify(
  play: Play,
  matter: Case,
  now: Date,
  { type, cause }: { type: string; cause: string | null },
): Promise<void> {
  const found = await handlerOf(play, matter, now)
  if (!found) return
  await play.stage.tryTo(found.handler, now, classifyCase, { id: matter.caseId, type: found.facts.typeCode ?? type, cause })
}

const NOTES = [
  'Nhờ anh chị xem giúp em vụ này, khách hỏi lần thứ hai rồi ạ.',
  'Kho báo còn hàng đổi, em hẹn khách sáng mai.',
  'Em đã gọi khách hai lần chưa bắt máy, chiều em gọi lại.',
  'Kế toán xác nhận đã lập lệnh hoàn tiền.',
]

/** A colleague answers; now and then asks a lead first or hands the case up. */
export async function answer(play: Play, matter: Matter, now: Date, text: string): Promise<boolean> {
  const found = await handlerOf(play, matter, now)
  if (!found) return false
  const { dice, conversationId, caseId, topic, customer } = matter
  if (dice.chance(0.05)) {
    const lead = play.people.get(dice.pick(['NV005', 'NV006'])) ?? found.handler
    await play.stage.tryTo(found.handler, now, writeNote, { id: conversationId, text: dice.pick(NOTES), mentions: [lead] })
  }
  if (topic.severity <= 2 && dice.chance(0.25)) {
    const asks = { reason: 'Vượt thẩm quyền của em', tried: 'Đã xin lỗi khách và xác minh', asked: 'Duyệt phương án đổi máy mới' }
    await play.stage.tryTo(found.handler, now, raiseTier, { id: caseId, ...asks })
  }
  const greeting = `Dạ em chào ${customer.honorific}`
  const written = await play.stage.tryTo(found.handler, now, writeReply, {
    id: conversationId,
    text: `${greeting},\n\n${text.replace(/^Dạ (.)/u, (_, first: string) => first.toLocaleUpperCase('vi'))}`,
  })
  return written !== undefined
}

/** Done, with its cause and how it ended. */
export async function resolve(
  play: Play,
  matter: Case,
  now: Date,
  { cause, resolution }: { cause: string | null; resolution: string },
): Promise<boolean> {
  const found = await handlerOf(play, matter, now)
  if (!found) return false
  const done = await play.stage.tryTo(found.handler, now, resolveCase, { id: matter.caseId, resolution, cause: cause ?? undefined })
  return done !== undefined
}

/** The customer goes on in the same thread: by mail where it began so, else noted down by whoever handles it. */
export async function customerSays(play: Play, matter: Matter, now: Date, text: string, place: string): Promise<void> {
  const { channel, customer, subject, number, conversationId } = matter
  if (channel === 'mail' || channel === 'form') {
    await arrive(play, { customer, channel: 'mail', subject: `Re: ${subject}`, text, at: now, number: `${number}.${place}` })
    return
  }
  const found = await handlerOf(play, matter, now)
  if (found) await play.stage.tryTo(found.handler, now, noteSaid, { id: conversationId, text, at: now })
}
