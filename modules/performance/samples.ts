import { type WorkingCalendar, workingMinutesBetween } from '../org/rules/workingTime.ts'
import { type CaseRow, type Hours, rowOf, type Source, type Step, type Survey } from './rules/facts.ts'

/** Cases for this room's tests: the worked fixture of kpi.md §9, and random ones. */

const office = [
  [480, 720],
  [780, 1020],
] as const
export const OFFICE: WorkingCalendar = {
  id: 'office',
  version: 1,
  roundClock: false,
  week: { 1: office, 2: office, 3: office, 4: office, 5: office },
  days: {},
}

const working = (from: number, until: number) =>
  Math.max(0, Math.round(workingMinutesBetween(OFFICE, new Date(from), new Date(until)) * 60))

export const hours: Hours = { mark: 'office:1', working }

/** A Hồ Chí Minh City time in 2026: `vn('01/10 08:00')`. */
export function vn(short: string): number {
  const [, day, month, time = '00:00'] = /^(\d\d)\/(\d\d)(?: (\d\d:\d\d))?$/.exec(short) ?? []
  return Date.parse(`2026-${month}-${day}T${time}:00+07:00`)
}

export const LINH = '00000000-0000-7000-8000-000000000011'
export const NGAN = '00000000-0000-7000-8000-000000000012'
export const TEAM = '00000000-0000-7000-8000-0000000000a1'

export function sourceOf(caseId: string, createdAt: number, given: Partial<Source> = {}): Source {
  return {
    caseId,
    channel: 'mail',
    typeCode: 'inquiry',
    unitId: TEAM,
    handlerId: LINH,
    fcrEligible: true,
    createdAt,
    answeredInContact: false,
    firstResponseAt: null,
    firstResponseDueAt: null,
    resolutionDueAt: null,
    mergedCreatedAt: [],
    mergedIntoId: null,
    isSpam: false,
    isTest: false,
    isInternal: false,
    isOutboundOnly: false,
    answers: [],
    followUps: [],
    steps: [],
    surveys: [],
    ...given,
  }
}

export type Golden = {
  id: string
  created: string
  response?: string
  done?: string[]
  again?: string[]
  score?: number
  survey?: boolean
} & Partial<Source>

/** kpi.md §9: T01–T10. `done[n]` is followed by `again[n]`. */
export const goldenCases: readonly Golden[] = [
  {
    id: 'T01',
    created: '01/10 08:00',
    response: '01/10 08:10',
    done: ['01/10 08:10'],
    score: 5,
    channel: 'phone',
    answeredInContact: true,
  },
  {
    id: 'T02',
    created: '02/10 16:30',
    response: '05/10 08:30',
    done: ['05/10 10:00'],
    score: 4,
    typeCode: 'complaint',
    answers: [answer('05/10 08:30'), answer('05/10 10:00')],
  },
  { id: 'T03', created: '06/10 09:00', response: '06/10 09:05', done: ['06/10 09:05', '08/10 15:05'], again: ['08/10 08:00'], score: 2 },
  {
    id: 'T04',
    created: '07/10 10:00',
    response: '07/10 10:15',
    done: ['07/10 10:15', '09/10 10:15'],
    again: ['09/10 10:00'],
    survey: true,
  },
  { id: 'T05', created: '10/10 20:00', response: '12/10 08:20', done: ['14/10 11:00'], score: 5, typeCode: 'warranty', fcrEligible: false },
  { id: 'T06', created: '15/10 14:00', response: '15/10 14:30', typeCode: 'complaint', mergedCreatedAt: [vn('21/10 09:00')] },
  { id: 'T07', created: '20/10 09:00', isSpam: true, steps: [{ at: vn('20/10 09:30'), kind: 'spam' }] },
  { id: 'T08', created: '21/10 09:00', response: '21/10 09:30', done: ['21/10 09:45'], mergedIntoId: 'T06', typeCode: 'complaint' },
  { id: 'T09', created: '28/09 09:00', response: '28/09 09:20', done: ['02/10 11:00'], score: 3, typeCode: 'complaint' },
  { id: 'T10', created: '29/10 15:00', response: '29/10 15:40', done: ['03/11 09:00'], typeCode: 'return', fcrEligible: false },
]

function answer(at: string) {
  return { at: vn(at), byId: LINH }
}

/** The first response falls due 30 working minutes after creation, as written into the fixture. */
export const goldenDue: Record<string, string> = {
  T01: '01/10 08:30',
  T02: '05/10 08:00',
  T03: '06/10 09:30',
  T04: '07/10 10:30',
  T05: '12/10 08:30',
  T06: '15/10 14:30',
  T10: '29/10 15:30',
}

export const golden = (): CaseRow[] =>
  goldenCases.map(({ id, created, response, done = [], again = [], score, survey, ...given }) => {
    const last = done.at(-1)
    const steps: Step[] = done.map((at) => ({ at: vn(at), kind: 'resolved', byId: LINH, unitId: TEAM, counts: true }))
    for (const at of again) steps.push({ at: vn(at), kind: 'reopened', by: 'customer' })
    const answered = response ? [answer(response)] : []
    const surveys: Survey[] = last && (score !== undefined || survey) ? [surveyOf(id, vn(last), score)] : []
    const source = sourceOf(id, vn(created), {
      firstResponseAt: response ? vn(response) : null,
      firstResponseDueAt: goldenDue[id] ? vn(goldenDue[id]) : null,
      answers: answered,
      surveys,
      ...given,
      steps: [...steps, ...(given.steps ?? [])].sort((a, b) => a.at - b.at),
    })
    return rowOf(source, hours)
  })

const surveyOf = (id: string, at: number, score?: number): Survey => ({
  invitationId: `${id}-1`,
  sentAt: at + 60_000,
  delivered: true,
  answeredAt: score === undefined ? null : at + 3_600_000,
  score: score ?? null,
  byId: LINH,
  unitId: TEAM,
})
