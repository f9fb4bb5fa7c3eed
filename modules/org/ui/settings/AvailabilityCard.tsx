import { useMutation } from '@tanstack/react-query'
import { tell } from '#web/api.ts'
import { Card, Row, Segmented, sayFailure, Txt, useMay, useText, When } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Person } from '../../contract/shapes.ts'
import { declareFor } from '../../contract.ts'
import { hatWords } from '../../text/hats.ts'
import { settingsWords } from '../../text/settings.ts'

/** What a colleague declared; whoever manages people may declare for one who cannot. */
export function AvailabilityCard({ person: { id, availability, availabilitySince } }: { person: Person }) {
  const t = useText(settingsWords)
  const names = useText(hatWords)
  const mayDeclare = useMay(declareFor)
  const declare = useMutation({
    ...tell(declareFor),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['org'] }),
    onError: sayFailure,
  })
  return (
    <Card title={t.availability}>
      <Row gap={12} align="center" wrap>
        {mayDeclare ? (
          <Segmented
            label={t.availability}
            value={availability}
            onChange={(next) => declare.mutate({ id, availability: next })}
            options={[
              { value: 'accepting', label: names.accepting },
              { value: 'away', label: names.away },
              { value: 'off', label: names.off },
            ]}
          />
        ) : (
          <Txt>{names[availability]}</Txt>
        )}
        <Txt size={12} tone={3}>
          <When at={availabilitySince} />
        </Txt>
      </Row>
    </Card>
  )
}
