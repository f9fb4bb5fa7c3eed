import type { z } from 'zod'
import type { Language } from '#platform/text.ts'
import { date, dateTime } from '#web/format.ts'
import type { Named, readAudit } from '../../contract/access.ts'
import { factWords, valueWords } from '../../text/auditFacts.ts'

export type Entry = z.output<typeof readAudit.reply>['items'][number]
/** One thing an event tells, in words; `to`: where it opens. */
export type Said = { text: string; to?: string }
export type SaidFact = { label: string; values: Said[] }

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const DAY = /^\d{4}-\d{2}-\d{2}$/
/** Said above already, or as before and after. */
const ELSEWHERE = ['caseId', 'customerId', 'before', 'after']

/** These tell which fields were changed. */
const NAMES_OF_FIELDS = ['fields', 'changed']
const asField =
  (labels: Record<string, string>) =>
  ({ text }: Said): Said => ({ text: labels[text] ?? text })

/** What an entry tells, fact by fact, as far as there are words for it; the rest is left to the technical details. */
export function factsOf({ facts, names, at }: Entry, language: Language): SaidFact[] {
  const labels: Record<string, string> = factWords[language]
  return Object.entries(facts).flatMap(([key, value]) => {
    const label = labels[key]
    if (!label || ELSEWHERE.includes(key) || (key === 'at' && value === at.toISOString())) return []
    const values = NAMES_OF_FIELDS.includes(key) ? valuesOf(value, names, language).map(asField(labels)) : valuesOf(value, names, language)
    return values.length > 0 ? [{ label, values }] : []
  })
}

/** "PH-000123 · Nồi cơm kêu" where the reader may see it, else the end of its id, which tells one from another. */
export const nameOf = (id: string, names: Entry['names']): Said => asSaid(names[id]) ?? { text: `…${id.slice(-8)}` }
const asSaid = (named: Named | undefined): Said | undefined => named && { text: named.label, ...(named.to ? { to: named.to } : {}) }

function valuesOf(value: unknown, names: Entry['names'], language: Language): Said[] {
  if (value === null || value === undefined || value === '') return []
  if (Array.isArray(value)) return value.flatMap((one) => valuesOf(one, names, language))
  // What a clock runs for: `{ room, id }`.
  if (typeof value === 'object') return 'id' in value && typeof value.id === 'string' ? [nameOf(value.id, names)] : []
  if (typeof value === 'boolean') return [{ text: value ? factWords[language].yes : factWords[language].no }]
  return [typeof value === 'string' ? wordOf(value, names, language) : { text: String(value) }]
}

function wordOf(value: string, names: Entry['names'], language: Language): Said {
  const words: Record<string, string> = valueWords[language]
  if (UUID.test(value)) return nameOf(value, names)
  if (MOMENT.test(value)) return { text: dateTime(value, language) }
  return { text: DAY.test(value) ? date(value, language) : (words[value] ?? value) }
}
