import { IconArrowsJoin, IconArrowsSplit, IconAt, IconEye, IconPencil, IconUserPlus } from '@tabler/icons-react'
import { z } from 'zod'
import type { Language } from '#platform/text.ts'
import type { Icon, Tint } from '#web/kit.tsx'
import type { TimelineEvent } from '../contract/shapes.ts'
import { fieldNames, toldIdentity } from '../text/names.ts'
import { words } from '../text/screens.ts'

/** How one event is told on the timeline. `detail` unless given: the matter it is about; who did it is added. */
export type TellEvent = { icon: Icon; tint?: Tint; title: string; detail?: string; to?: string }
type Teller = (event: TimelineEvent, language: Language) => TellEvent | undefined

const tellers = new Map<string, Teller>()

/**
 * A higher room says how its events are told on a customer's timeline: `tellTimeline('cases.opened', ({ facts }, language) => ({ … }))`, in its
 * `ui/screens.ts`. An event without a teller is not shown; a teller may answer undefined to leave one out.
 */
export function tellTimeline(name: string, teller: Teller) {
  tellers.set(name, teller)
}

/** Names of events that can be told: what the timeline asks the server for. */
export const toldNames = (): string[] => [...tellers.keys()].sort()

export const toldAs = (event: TimelineEvent, language: Language): TellEvent | undefined => tellers.get(event.name)?.(event, language)

const Fields = z.object({ fields: z.array(z.string()) })
const Kind = z.object({
  kind: z.string(),
  isFirst: z.boolean().optional(),
  what: z.enum(['main', 'label', 'verified', 'removed']).optional(),
})

/** Several fields may have one name ("địa chỉ"): each is said once. */
function namesOf(fields: readonly string[], language: Language): string {
  const known: Record<string, string> = fieldNames[language]
  const named = (field: string) => {
    if (['addressLine', 'provinceCode', 'wardCode'].includes(field)) return known.addressLine
    if (field.startsWith('birth')) return known.birthDate
    return known[field] ?? known.other
  }
  return [...new Set(fields.map(named))].join(', ')
}

function contactName(kind: string, language: Language): string {
  const t = words[language]
  const name = { phone: t.phone, mail: t.mail, zalo: 'Zalo', facebook: 'Facebook' }[kind] ?? t.contacts
  return name.startsWith('Zalo') || name.startsWith('Facebook') ? name : name.toLowerCase()
}

tellTimeline('customers.added', (_, language) => ({ icon: IconUserPlus, tint: 'ma', title: words[language].toldAdded }))
tellTimeline('customers.changed', ({ facts }, language) => ({
  icon: IconPencil,
  title: words[language].toldChanged(namesOf(Fields.parse(facts).fields, language)),
}))
tellTimeline('customers.identityAdded', ({ facts }, language) => {
  const { kind, isFirst } = Kind.parse(facts)
  return isFirst ? undefined : { icon: IconAt, title: words[language].toldIdentityAdded(contactName(kind, language)) }
})
tellTimeline('customers.identityChanged', ({ facts }, language) => {
  const { what, kind } = Kind.parse(facts)
  return what && { icon: IconAt, title: `${toldIdentity[language][what]}: ${contactName(kind, language)}` }
})
tellTimeline('customers.merged', (_, language) => ({ icon: IconArrowsJoin, tint: 'cham', title: words[language].toldMerged }))
tellTimeline('customers.mergeUndone', (_, language) => ({ icon: IconArrowsSplit, tint: 'cham', title: words[language].toldMergeUndone }))
tellTimeline('customers.phoneRevealed', (_, language) => ({ icon: IconEye, title: words[language].toldRevealed }))
