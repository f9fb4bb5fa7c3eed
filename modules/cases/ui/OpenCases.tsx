import { useQuery } from '@tanstack/react-query'
import type { OfCustomer } from '#customers/places'
import { ask } from '#web/api.ts'
import { Card, ClockChip, ErrorBox, Link, Row, Severity, Spacer, Stack, StatusChip, Txt, useMay, useText } from '#web/kit.tsx'
import type { CaseRow } from '../contract/shapes.ts'
import { listQueue } from '../contract.ts'
import { customerWords } from '../text/customer.ts'
import { caseLink } from './address.ts'
import { dueClock, levelOf } from './look.ts'
import { useNamed } from './names.ts'
import { words } from './words.ts'

const FEW = 5

/** On a customer's page: what is still to be done for them, the most pressing first, as far as the reader may see it. */
export function OpenCases({ customerId }: OfCustomer) {
  const t = useText(customerWords)
  const may = useMay(listQueue) !== undefined
  const { data, error, refetch } = useQuery({ ...ask(listQueue, { view: 'all', state: 'open', customerId, limit: FEW }), enabled: may })
  if (error) return <ErrorBox error={error} retry={() => void refetch()} />
  if (!data) return null
  const all = data.items.length > 0 && <Link to={`/hop-thu?view=all&customerId=${customerId}`}>{t.seeAll}</Link>
  return (
    <Card title={t.openCases} action={all}>
      <Stack gap={10}>
        {data.items.length === 0 && <Txt tone={3}>{t.noneOpen}</Txt>}
        {data.items.map((row) => (
          <OneCase key={row.id} row={row} />
        ))}
      </Stack>
    </Card>
  )
}

function OneCase({ row }: { row: CaseRow }) {
  const t = useText(customerWords)
  const said = useText(words)
  const named = useNamed()
  const { code, subject, severity, status, handler, due } = row
  const clock = dueClock(said, due)
  return (
    <Row gap={8} align="center" wrap>
      <Row gap={8} align="center">
        <Severity level={levelOf(severity)} />
        <Stack gap={2}>
          <Link to={caseLink(code)}>
            <Txt weight={500}>{subject}</Txt>
          </Link>
          <Txt size={12} tone={3}>
            {code} · {handler?.name ?? t.nobodyYet}
          </Txt>
        </Stack>
      </Row>
      <Spacer />
      <StatusChip small category={status.category} label={named(status)} />
      {clock && <ClockChip clock={clock} />}
    </Row>
  )
}
