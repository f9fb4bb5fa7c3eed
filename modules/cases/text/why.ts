import type { Words } from '../contract/shapes.ts'
import type { Why } from '../events.ts'

type Fact = (name: string) => string
type Sentence = (fact: Fact) => string

/** Why a case is where it is, by code. Facts are names and figures. */
const vi = {
  customerOwner: (f) => `Khách của ${f('name')}`,
  namedPerson: (f) => `Quy tắc “${f('rule')}” giao ${f('name')}`,
  leastLoad: (f) => `Ít việc nhất ở ${f('unit')}, ${f('load')}/${f('cap')} phiếu`,
  leastLoadSkill: (f) => `Ít việc nhất trong những người biết “${f('skill')}”, ${f('load')}/${f('cap')} phiếu`,
  roundRobin: (f) => `Đến lượt ở ${f('unit')}`,
  pool: (f) => `Chờ người nhận ở ${f('unit')}`,
  nobodyAccepting: (f) => `Chưa ai ở ${f('unit')} nhận việc lúc này`,
  everybodyFull: (f) => `Mọi người ở ${f('unit')} đều đã đủ phiếu`,
  byPerson: (f) => `${f('name')} giao`,
  took: (f) => `${f('name')} nhận`,
  answered: (f) => `${f('name')} trả lời trước`,
  wroteFirst: (f) => `${f('name')} liên hệ khách trước`,
  sameHandler: (f) => `${f('name')} đã xử lý ${f('code')}`,
  offShift: (f) => `${f('name')} không nhận việc lúc này, phiếu về ${f('unit')}`,
  raised: (f) => `Chuyển lên cấp ${f('tier')}`,
  followUp: (f) => `Tiếp nối ${f('code')}`,
  lowScore: (f) => `Khách chấm ${f('score')}/5 cho ${f('code')}`,
  split: (f) => `Tách từ ${f('code')}`,
  left: (f) => `${f('name')} đã nghỉ việc, phiếu về ${f('unit')}`,
  undone: (f) => `${f('name')} hoàn tác`,
} satisfies Record<string, Sentence>

const en: Record<keyof typeof vi, Sentence> = {
  customerOwner: (f) => `Customer of ${f('name')}`,
  namedPerson: (f) => `Rule “${f('rule')}” names ${f('name')}`,
  leastLoad: (f) => `Least busy in ${f('unit')}, ${f('load')} of ${f('cap')} cases`,
  leastLoadSkill: (f) => `Least busy of those who know “${f('skill')}”, ${f('load')} of ${f('cap')} cases`,
  roundRobin: (f) => `Next in turn in ${f('unit')}`,
  pool: (f) => `Waits in ${f('unit')} for somebody to take it`,
  nobodyAccepting: (f) => `Nobody in ${f('unit')} takes cases just now`,
  everybodyFull: (f) => `Everybody in ${f('unit')} has as many cases as they may`,
  byPerson: (f) => `Handed over by ${f('name')}`,
  took: (f) => `Taken by ${f('name')}`,
  answered: (f) => `${f('name')} answered first`,
  wroteFirst: (f) => `${f('name')} wrote to the customer first`,
  sameHandler: (f) => `${f('name')} worked on ${f('code')}`,
  offShift: (f) => `${f('name')} takes no cases just now; back to ${f('unit')}`,
  raised: (f) => `Raised to ${f('tier')}`,
  followUp: (f) => `Continues ${f('code')}`,
  lowScore: (f) => `The customer gave ${f('code')} ${f('score')} of 5`,
  split: (f) => `Split from ${f('code')}`,
  left: (f) => `${f('name')} has left; back to ${f('unit')}`,
  undone: (f) => `Undone by ${f('name')}`,
}

export type WhyCode = keyof typeof vi
const isKnown = (code: string): code is WhyCode => Object.hasOwn(vi, code)

/** A reason in words; null for none, and for one whose words are no longer known. */
export function whyWords(why: Why | null): Words | null {
  if (!why || !isKnown(why.code)) return null
  const fact = (name: string) => String(why.facts[name] ?? '')
  return { vi: vi[why.code](fact), en: en[why.code](fact) }
}

/** `because('took', { name })`: a reason of the known ones. */
export const because = (code: WhyCode, facts: Why['facts'] = {}): Why => ({ code, facts })
