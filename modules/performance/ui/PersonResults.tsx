import { useQuery } from '@tanstack/react-query'
import { Fact } from '#org/places'
import { ask } from '#web/api.ts'
import { useLanguage, useMay, useText } from '#web/kit.tsx'
import { table } from '../contract.ts'
import { words } from '../text/screen.ts'
import { said } from './shown.ts'

/** How one person did in the last thirty days. Only those who may see this person's numbers meet them; too small a sample is no result. */
export function PersonResults({ personId }: { personId: string }) {
  const t = useText(words)
  const language = useLanguage()
  const may = useMay(table)
  const { data } = useQuery({ ...ask(table, { period: 'last_30', personId, by: 'person' }), enabled: may !== undefined })
  const line = data?.lines.find(({ id }) => id === personId)
  if (!line) return null
  return (['fcr', 'csat'] as const).map((metric) => {
    const figure = line.figures[metric]
    const isEnough = figure !== undefined && figure.denominator >= 5
    return (
      <Fact key={metric} label={metric === 'fcr' ? t.fcrShort : t.csatShort}>
        {isEnough ? said('percent', figure.value, language) : t.none}
      </Fact>
    )
  })
}
