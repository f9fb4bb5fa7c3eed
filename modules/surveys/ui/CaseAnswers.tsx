import { useQuery } from '@tanstack/react-query'
import type { OfCase } from '#cases/places'
import { ask } from '#web/api.ts'
import { CardSection, Row, Stack, Txt, useMay, useText, When } from '#web/kit.tsx'
import { listAnswersOfCase } from '../contract.ts'
import { words } from '../text/screens.ts'
import { Score } from './Score.tsx'

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
            <Row gap={8} align="center">
              <Score score={score} worded />
              <Txt size={12} tone={3}>
                <When at={at} list />
              </Txt>
            </Row>
            {comment && (
              <Txt as="p" pre>
                {comment}
              </Txt>
            )}
          </Stack>
        ))}
      </Stack>
    </CardSection>
  )
}
