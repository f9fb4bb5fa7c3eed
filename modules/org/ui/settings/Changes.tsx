import { z } from 'zod'
import { Facts, Stack, Txt, useText } from '#web/kit.tsx'
import { auditWords } from '../../text/audit.ts'
import { factWords, valueWords } from '../../text/auditFacts.ts'
import { hoursAsText } from './hours.ts'

type Side = Readonly<Record<string, unknown>>

/** What an entry says of a change: as it stood and as it stands, field by field; null: it says nothing of the kind. */
export function changesOf(facts: Side): { name: string; before: unknown; after: unknown }[] | null {
  const [before, after] = [sideOf(facts.before), sideOf(facts.after)]
  if (!before && !after) return null
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
  return names
    .map((name) => ({ name, before: before?.[name], after: after?.[name] }))
    .filter(({ name }) => !OF_THE_HOUSE.includes(name))
    .filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after))
}

const Intervals = z.array(z.tuple([z.number(), z.number()]))

/** Tells nobody anything. */
const OF_THE_HOUSE = ['id', 'version']

/** Lists have no fields: they stand whole elsewhere. */
const sideOf = (given: unknown): Side | null =>
  typeof given === 'object' && given !== null && !Array.isArray(given) ? Object.fromEntries(Object.entries(given)) : null

/** One line a field: what stood there, struck through, above what stands there now. */
export function Changes({ of }: { of: { name: string; before: unknown; after: unknown }[] }) {
  const t = useText(auditWords)
  const words = useText(factWords)
  const labels: Record<string, unknown> = words
  const values: Record<string, unknown> = useText(valueWords)
  const labelOf = (name: string) => (typeof labels[name] === 'string' ? labels[name] : name)
  const said = (value: unknown): string => {
    if (value === undefined || value === null) return ''
    if (typeof value === 'boolean') return value ? words.yes : words.no
    if (typeof value === 'string') return typeof values[value] === 'string' ? values[value] : value
    const hours = Intervals.safeParse(value).data
    return hours ? hoursAsText(hours) : JSON.stringify(value)
  }
  return (
    <Stack gap={6}>
      <Txt weight={600}>{t.changes}</Txt>
      {of.length === 0 && <Txt tone={3}>{t.noChanges}</Txt>}
      <Facts
        columns={1}
        facts={of.map(({ name, before, after }) => ({
          label: labelOf(name),
          value: (
            <Stack gap={2}>
              {said(before) && (
                <Txt tone={3} num>
                  <del>{said(before)}</del>
                </Txt>
              )}
              <Txt num>{said(after) || t.nothingThere}</Txt>
            </Stack>
          ),
        }))}
      />
    </Stack>
  )
}
