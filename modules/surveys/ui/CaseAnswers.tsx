import { useQuery } from '@tanstack/react-query'
import type { OfCase } from '#cases/places'
import { ask } from '#web/api.ts'
import { CardSection, Stack, Txt, useMay, useText } from '#web/kit.tsx'
import { listAnswersOfCase } from '../contract.ts'
import { words } from '../text/screens.ts'
import { SaidOfUs } from './SaidOfUs.tsx'

/** Beside a case: what the customer said of it, or why this follow-up is here. Nothing while nothing was said. */
export function CaseAnswers({ caseId }: OfCase) {
  const t = useText(words)
  const may = useMay(listAnswersOfCase) !== undefined
  const { data = [] } = useQuery({ ...ask(listAnswersOfCase, { caseId }), enabled: may })
  if (data.length === 0) return null
  return (
    <CardSection title={t.caseTitle}>
      <Stack gap={10}>
        {data.map(({ id, score, comment, at, opened }) => (
          <Stack key={id} gap={4}>
            {opened && (
              <Txt size={12} tone={3}>
                {t.opened}
              </Txt>
            )}
            <SaidOfUs {...{ score, comment, at }} />
          </Stack>
        ))}
      </Stack>
    </CardSection>
  )
}
