import { useMutation } from '@tanstack/react-query'
import { cancelPromise, keepPromise } from '#clocks/contract'
import { tell } from '#web/api.ts'
import { Button, CardSection, ClockChip, type ClockFacts, Row, Spacer, Stack, say, sayFailure, Txt, useText } from '#web/kit.tsx'
import { type CaseDetail, makePromise } from '../contract.ts'
import { caseWords } from './caseWords.ts'
import { clockName, clocksShown } from './look.ts'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

type Clock = CaseDetail['clocks'][number]

const pausedOf = ({ pauses }: Clock) => pauses.reduce((sum, { from, to }) => sum + ((to?.getTime() ?? Date.now()) - from.getTime()), 0)

/** All deadlines of the case; promises can be kept or dropped here. */
export function CaseClocks({ detail: { clocks, may }, onAdd }: { detail: CaseDetail; onAdd: () => void }) {
  const c = useText(caseWords)
  return (
    <CardSection
      title={c.clocks}
      action={may.classify && <Button size="sm" variant="subtle" label={c.promiseKind} does={makePromise} orHide onClick={onAdd} />}
    >
      <Stack gap={8}>
        {clocks.length === 0 && <Txt tone={3}>{c.noClocks}</Txt>}
        {clocksShown(clocks).map((clock) => (
          <OneClock key={clock.id} clock={clock} />
        ))}
      </Stack>
    </CardSection>
  )
}

function OneClock({ clock }: { clock: Clock }) {
  const t = useText(words)
  const c = useText(caseWords)
  const { id, kind, title, state, startedAt, dueAt, stoppedAt, rule, calendar } = clock
  const after = (says: string) => ({
    onSuccess: () => {
      say(says)
      return refresh()
    },
    onError: sayFailure,
  })
  const keep = useMutation({ ...tell(keepPromise), ...after(c.promiseKept) })
  const drop = useMutation({ ...tell(cancelPromise), ...after(c.promiseDropped) })
  const facts: ClockFacts = { state, due: dueAt, since: startedAt, endedAt: stoppedAt, rule, calendar, pausedMs: pausedOf(clock) }
  const isPromise = (kind === 'promise' || kind === 'follow_up') && !stoppedAt && state !== 'met' && state !== 'cancelled'
  return (
    <Stack gap={4}>
      <Row gap={8} align="center">
        <Txt size={13} trunc title={title}>
          {isPromise && title ? title : clockName(t, kind)}
        </Txt>
        <Spacer />
        <ClockChip clock={{ ...facts, what: clockName(t, kind) }} />
      </Row>
      {isPromise && (
        <Row gap={6}>
          <Button size="sm" label={c.keptIt} busy={keep.isPending} onClick={() => keep.mutate({ id })} />
          <Button
            size="sm"
            variant="subtle"
            label={c.dropIt}
            busy={drop.isPending}
            onClick={() => drop.mutate({ id, reason: c.dropTitle })}
          />
        </Row>
      )}
    </Stack>
  )
}
