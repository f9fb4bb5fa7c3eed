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
import { pageCards, type TellEvent, tellTimeline } from '#customers/places'
import { nameEvents } from '#org/places'
import type { Language } from '#platform/text.ts'
import { format } from '#web/kit.tsx'
import { fillLater } from '#web/place.tsx'
import { Channel } from '../contract/shapes.ts'
import { timelineCases, toldCases } from '../text/told.ts'
import { caseLink } from './address.ts'
import { words } from './words.ts'

/** How this room's events, and the promises of clocks on its cases, are told on a customer's timeline and in the audit. */
const Facts = z.object({
  code: z.string().catch(''),
  direction: z.enum(['in', 'out', 'note']).catch('note'),
  to: z.string().catch(''),
  dueAt: z.coerce.date().optional().catch(undefined),
})
type Asked = z.output<typeof Facts> & { channel: Channel | undefined; subject: string; language: Language }
type Words = (typeof timelineCases)[Language]
type Told = Omit<TellEvent, 'to'> | undefined

/** Rows are headed by what happened, their case named below it; where it began they are headed by the case's own subject. */
function told(name: string, teller: (asked: Asked, t: Words) => Told) {
  tellTimeline(name, ({ facts, about }, language) => {
    const channel = Channel.safeParse(about?.channel).data
    const said = teller({ ...Facts.parse(facts), channel, subject: about?.subject ?? '', language }, timelineCases[language])
    return said && { ...said, ...(about ? { to: caseLink(about.code) } : {}) }
  })
}

const WROTE = {
  ...{ mail: 'wroteMail', form: 'wroteForm', phone: 'wrotePhone', counter: 'wroteCounter', letter: 'wroteLetter' },
  ...{ zalo: 'wroteZalo', facebook: 'wroteFacebook', api: 'wrote', other: 'wrote' },
} as const satisfies Record<Channel, keyof Words>

function answered(channel: Channel | undefined, t: Words): string {
  if (!channel) return t.answered
  if (channel === 'phone') return t.calledBack
  return channel === 'counter' ? t.spokeAtCounter : t.answeredBy(t[channel])
}

told('cases.caseOpened', ({ code, channel, subject }, t) => {
  const look = { icon: IconNote, tint: 'lam' } as const
  if (!channel || !subject) return { ...look, title: t.opened(code) }
  return { ...look, title: subject, detail: `${code} · ${t.openedBy(t[channel])}` }
})
told('cases.messageJoined', ({ direction, channel }, t) => {
  if (direction === 'note') return undefined
  if (direction === 'in') return { icon: IconMessage, title: t[channel ? WROTE[channel] : 'wrote'] }
  return { icon: IconSend, tint: 'covit', title: answered(channel, t) }
})
told('cases.caseResolved', (_, t) => ({ icon: IconCircleCheck, tint: 'ma', title: t.resolved }))
told('cases.caseReopened', (_, t) => ({ icon: IconRotate, tint: 'nghe', title: t.reopened }))
told('cases.caseCancelled', (_, t) => ({ icon: IconCancel, title: t.cancelled }))
told('cases.tierRaised', ({ to }, t) => ({ icon: IconArrowUp, tint: 'cham', title: t.raised(to) }))
told('cases.caseMerged', (_, t) => ({ icon: IconArrowsJoin, title: t.merged }))
told('cases.mergeUndone', (_, t) => ({ icon: IconArrowsSplit, title: t.mergeUndone }))
told('clocks.promiseMade', ({ dueAt, language }, t) => ({
  icon: IconAlarm,
  tint: 'nghe',
  title: dueAt ? t.promisedBy(format.dateTime(dueAt, language)) : t.promised,
}))

nameEvents('cases', { vi: words.vi.cases, en: words.en.cases }, toldCases)

/** On the customer's page what is still to be done stands above what happened. */
fillLater(pageCards, 'cases', () => import('./OpenCases.tsx').then((loaded) => loaded.OpenCases), 10)
