import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, tell } from '#web/api.ts'
import { Card, ErrorBox, Loading, Stack, Switch, say, sayFailure, Txt, useMay, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { changeLadder, getLadder, type LadderStep } from '../contract.ts'
import { words } from '../text/screens.ts'

/** When whoever is responsible is reminded, and what follows by itself. */
export function LadderCard() {
  const t = useText(words)
  const ladder = useQuery(ask(getLadder, {}))
  const may = useMay(changeLadder)
  const change = useMutation({
    ...tell(changeLadder),
    onSuccess: () => {
      say(t.ladderSaved)
      return queries.invalidateQueries({ queryKey: ['clocks'] })
    },
    onError: (error) => {
      sayFailure(error)
      void ladder.refetch()
    },
  })
  if (!ladder.data) return ladder.error ? <ErrorBox error={ladder.error} retry={() => void ladder.refetch()} /> : <Loading of="card" />
  const { steps, version } = ladder.data
  const set = (level: LadderStep['level'], responsible: boolean) =>
    change.mutate({ version, steps: steps.map((step) => (step.level === level ? { level, responsible } : step)) })
  const says = { 50: t.remindAt(50), 80: t.remindAt(80), 100: t.remindLate, 150: t.remindLater }
  const then = { 50: t.then50, 80: t.then80, 100: t.then100, 150: t.then150 }
  return (
    <Card title={t.ladder}>
      <Stack gap={14}>
        <Txt as="p" tone={2}>
          {t.ladderSays}
        </Txt>
        {steps.map(({ level, responsible }) => (
          <Switch
            key={level}
            label={says[level]}
            hint={then[level]}
            value={responsible}
            disabled={!may || change.isPending}
            onChange={(on) => set(level, on)}
          />
        ))}
      </Stack>
    </Card>
  )
}
