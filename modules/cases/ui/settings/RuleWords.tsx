import { hatWords } from '#org/places'
import { Txt, useText } from '#web/kit.tsx'
import { levelOf, segmentOptions, tierOptions } from '../look.ts'
import { useChannelOptions, useNamed, useSeverityOptions } from '../names.ts'
import { words as queueWords } from '../words.ts'
import { assignmentWords as words } from './assignmentWords.ts'
import type { Rule } from './RuleList.tsx'
import type { Settings } from './saving.ts'

/** A rule as a sentence: when it fits, and whom it names. */
export function RuleWords({ rule, types }: { rule: Rule; types: Settings['types'] }) {
  const when = useWhen(rule, types)
  const whom = useWhom(rule)
  return (
    <Txt tone={2} size={12}>
      {when} → {whom}
    </Txt>
  )
}

function useWhen({ condition }: Rule, types: Settings['types']): string {
  const t = useText(words)
  const q = useText(queueWords)
  const named = useNamed()
  const channels = useChannelOptions()
  const severities = useSeverityOptions()
  const of = (options: { value: string; label: string }[], values: readonly string[]) =>
    values.map((value) => options.find((one) => one.value === value)?.label ?? value).join(', ')
  const parts = [
    of(channels, condition.channels),
    condition.types.map((code) => named(types.find((one) => one.code === code) ?? { name: code, nameEn: code })).join(', '),
    condition.severities.map((severity) => severities.find(({ level }) => level === levelOf(severity))?.label ?? severity).join(', '),
    of(tierOptions(q), condition.tiers),
    of(segmentOptions(q), condition.segments),
    condition.hours === 'any' ? '' : t[`hours_${condition.hours}`],
    condition.words.map((word) => `“${word}”`).join(', '),
  ].filter(Boolean)
  return parts.length > 0 ? parts.join(' · ') : t.anything
}

/** Inside a sentence. */
const lower = (said: string) => said.charAt(0).toLocaleLowerCase('vi') + said.slice(1)

function useWhom({ toCustomerOwner, personName, how, unitName, hat, skill }: Rule): string {
  const t = useText(words)
  const hats = useText(hatWords)
  const known = (key: string): key is keyof typeof hats => key in hats
  const hatName = hat && known(hat) ? String(hats[hat]) : hat
  const last = [
    lower(t[`how_${how}`]),
    hatName && `(${hatName})`,
    unitName && t.inUnit(unitName),
    skill && skill !== 'type' && t.withSkill(skill),
  ]
    .filter(Boolean)
    .join(' ')
  return [toCustomerOwner && t.ownerFirst, personName, last].filter(Boolean).join(`, ${t.andThen} `)
}
