import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { OfCustomer } from '#customers/places'
import { ask } from '#web/api.ts'
import { Button, Card, CardSection, Stack, useMay, useText } from '#web/kit.tsx'
import { listAnswers } from '../contract.ts'
import { words } from '../text/screens.ts'
import { SaidOfUs } from './SaidOfUs.tsx'

const FEW = 3

type Answer = z.output<typeof listAnswers.reply>['items'][number]

/** Beside a case: what this customer said of us lately. Nothing while they said nothing. */
export function CustomerAnswers({ customerId }: OfCustomer) {
  const { title, action, answers } = useAnswers(customerId)
  if (answers.length === 0) return null
  return (
    <CardSection title={title} action={action}>
      <Answers answers={answers} />
    </CardSection>
  )
}

/** The same on the customer's own page. */
export function CustomerAnswersCard({ customerId }: OfCustomer) {
  const { title, action, answers } = useAnswers(customerId)
  if (answers.length === 0) return null
  return (
    <Card title={title} action={action}>
      <Answers answers={answers} />
    </Card>
  )
}

function useAnswers(customerId: string) {
  const t = useText(words)
  const may = useMay(listAnswers) !== undefined
  const { data } = useQuery({ ...ask(listAnswers, { customerId, limit: FEW }), enabled: may })
  const action = data?.next && <Button size="sm" variant="subtle" label={t.seeAll} to={`/khao-sat?ky=het&khach=${customerId}`} />
  return { title: t.caseTitle, action, answers: data?.items ?? [] }
}

function Answers({ answers }: { answers: readonly Answer[] }) {
  return (
    <Stack gap={8}>
      {answers.map(({ id, score, comment, at, case: about }) => (
        <Stack key={id} gap={2}>
          <SaidOfUs {...{ score, comment, at }} code={about.code} />
        </Stack>
      ))}
    </Stack>
  )
}
