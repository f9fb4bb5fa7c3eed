import type { ClockFacts, QueueRowFacts, SeverityLevel } from '#web/kit.tsx'
import type { CaseRow, Channel } from '../contract/shapes.ts'
import type { CaseDetail } from '../contract.ts'
import type { words } from './words.ts'

type Said = typeof words.vi

/** 1 to 4 as the kit draws it. */
export const levelOf = (severity: number): SeverityLevel => (severity <= 1 ? 1 : severity === 2 ? 2 : severity === 3 ? 3 : 4)

const TIERS = ['member', 'silver', 'gold', 'diamond', 'dealer_b', 'dealer_a'] as const
const SEGMENTS = ['regular', 'frequent', 'vip', 'wholesale'] as const

/** The customer's tier in words; everybody starts as a member, which is not worth a chip. */
export const tierName = (t: Said, tier: string): string | null => {
  const known = TIERS.find((one) => one === tier)
  return known && known !== 'member' ? t[known] : null
}
export const tierOptions = (t: Said) => TIERS.map((value) => ({ value, label: t[value] }))
export const segmentOptions = (t: Said) => SEGMENTS.map((value) => ({ value, label: t[value] }))

/** What a clock of a case waits for. */
export const clockName = (t: Said, kind: NonNullable<CaseRow['due']>['kind']): string =>
  ({
    first_response: t.clockReply,
    next_response: t.clockReply,
    resolution: t.clockResolution,
    promise: t.clockPromise,
    follow_up: t.clockFollowUp,
    snooze: t.clockSnooze,
  })[kind]

type Shown = CaseDetail['clocks'][number]
const isAnswer = ({ kind }: Shown) => kind === 'first_response' || kind === 'next_response'

/** All but the answers that came earlier: of those the one waited for, else the last given. `clocks`: the open ones first. */
export function clocksShown(clocks: readonly Shown[]): Shown[] {
  const answers = clocks.filter(isAnswer)
  const shown = answers.find(({ stoppedAt }) => !stoppedAt) ?? answers.toSorted((a, b) => b.startedAt.getTime() - a.startedAt.getTime())[0]
  return clocks.filter((clock) => !isAnswer(clock) || clock === shown)
}

export const dueClock = (t: Said, due: CaseRow['due']): ClockFacts | null =>
  due && { state: due.state, due: due.at, since: due.startedAt, what: clockName(t, due.kind) }

/** A case opened by the house says nothing yet: then nobody is named as having said it. */
export const previewOf = (t: Pick<Said, 'you' | 'colleague'>, { preview, previewBy }: Pick<CaseRow, 'preview' | 'previewBy'>) =>
  preview && (previewBy === 'you' ? t.you : previewBy === 'us' ? t.colleague : '') + preview

/** A case as the queue draws it. */
export const rowOf = (t: Said, row: CaseRow): QueueRowFacts => ({
  id: row.id,
  name: row.customer?.name ?? t.unknownCustomer,
  personId: row.customer?.id,
  tier: row.customer && tierName(t, row.customer.tier),
  channel: row.channel,
  unread: row.unread,
  at: row.lastAt,
  severity: levelOf(row.severity),
  subject: row.subject,
  preview: previewOf(t, row),
  clock: dueClock(t, row.due),
})

/** "chị Ngọc": the form of address and the given name. */
export function shortName(customer: CaseRow['customer'], unknown: string): string {
  if (!customer) return unknown
  if (customer.kind === 'company') return customer.name
  const given = customer.name.trim().split(/\s+/).at(-1) ?? customer.name
  return [customer.honorific.trim(), given].filter(Boolean).join(' ')
}

/** "Chị Nguyễn Bích Ngọc": how they are addressed and their whole name. */
export function fullName(customer: CaseRow['customer'], unknown: string): string {
  if (!customer) return unknown
  const said = customer.kind === 'company' ? '' : customer.honorific.trim()
  return said ? `${said.charAt(0).toLocaleUpperCase('vi')}${said.slice(1)} ${customer.name}` : customer.name
}

export const CHANNELS: Channel[] = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other']
