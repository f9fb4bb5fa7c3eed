import {
  IconAlarm,
  IconArrowsJoin,
  IconArrowsSplit,
  IconArrowUp,
  IconCancel,
  IconCircleCheck,
  IconMessage,
  IconNote,
  IconRotate,
  IconSend,
} from '@tabler/icons-react'
import { z } from 'zod'
import { type TellEvent, tellTimeline } from '#customers/places'
import { nameEvents } from '#org/places'
import type { Language } from '#platform/text.ts'
import { timelineCases, toldCases } from '../text/told.ts'
import { caseLink } from './address.ts'
import { words } from './words.ts'

/** How this room's events, and the promises of clocks on its cases, are told on a customer's timeline and in the audit. */
const Facts = z.object({
  code: z.string().catch(''),
  direction: z.enum(['in', 'out', 'note']).catch('note'),
  to: z.string().catch(''),
})
type Told = Omit<TellEvent, 'to'> | undefined

function told(name: string, teller: (facts: z.output<typeof Facts>, t: (typeof timelineCases)[Language]) => Told) {
  tellTimeline(name, ({ facts, caseId }, language) => {
    const said = teller(Facts.parse(facts), timelineCases[language])
    return said && { ...said, ...(caseId ? { to: caseLink(caseId) } : {}) }
  })
}

told('cases.caseOpened', ({ code }, t) => ({ icon: IconNote, tint: 'lam', title: t.opened(code) }))
told('cases.messageJoined', ({ direction }, t) => {
  if (direction === 'note') return undefined
  return direction === 'in' ? { icon: IconMessage, title: t.wrote } : { icon: IconSend, tint: 'covit', title: t.answered }
})
told('cases.caseResolved', (_, t) => ({ icon: IconCircleCheck, tint: 'ma', title: t.resolved }))
told('cases.caseReopened', (_, t) => ({ icon: IconRotate, tint: 'nghe', title: t.reopened }))
told('cases.caseCancelled', (_, t) => ({ icon: IconCancel, title: t.cancelled }))
told('cases.tierRaised', ({ to }, t) => ({ icon: IconArrowUp, tint: 'cham', title: t.raised(to) }))
told('cases.caseMerged', (_, t) => ({ icon: IconArrowsJoin, title: t.merged }))
told('cases.mergeUndone', (_, t) => ({ icon: IconArrowsSplit, title: t.mergeUndone }))
told('clocks.promiseMade', (_, t) => ({ icon: IconAlarm, tint: 'nghe', title: t.promised }))

nameEvents('cases', { vi: words.vi.cases, en: words.en.cases }, toldCases)
