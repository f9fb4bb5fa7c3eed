import { IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { ErrorBox, Loading, Stack, Timeline, Txt, useText } from '#web/kit.tsx'
import { policyHistory } from '../contract.ts'
import { words } from '../text/screens.ts'
import { Conditions, useAmount } from './target.tsx'

/** Former versions of a target: who, when, what. */
export function TargetHistory({ id }: { id: string }) {
  const t = useText(words)
  const amount = useAmount()
  const history = useQuery(ask(policyHistory, { id }))
  if (!history.data) return history.error ? <ErrorBox error={history.error} retry={() => void history.refetch()} /> : <Loading rows={1} />
  return (
    <Stack gap={8}>
      <Txt as="h3" size={13} weight={600}>
        {t.history}
      </Txt>
      <Timeline
        items={history.data.map((version) => ({
          id: String(version.version),
          icon: IconHistory,
          title: t.historyLine(version.version, version.changedBy?.name ?? t.shipped),
          detail: (
            <>
              {amount(version)} · <Conditions target={version} />
              {!version.enabled && ` · ${t.off.toLowerCase()}`}
            </>
          ),
          at: version.changedAt,
        }))}
      />
    </Stack>
  )
}
