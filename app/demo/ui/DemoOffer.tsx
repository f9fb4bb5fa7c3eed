import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask, call } from '#web/api.ts'
import { Banner, Button, Card, format, Meter, Stack, Txt, useText } from '#web/kit.tsx'
import { demoState, startDemo } from '../contract.ts'
import { text } from '../text.ts'
import { useClaim } from './claim.ts'
import { Doors } from './Doors.tsx'

/** So often it is asked how far the play is, and whether somebody else has begun it. */
const EVERY_MS = { playing: 1_500, else: 5_000 }

/** On the first visit, beside "set up my company". Every window shows how far it is, whoever began it; the doors only the browser that did. */
export function DemoOffer({ onTaken }: { onTaken: (isTaken: boolean) => void }) {
  const t = useText(text)
  const { claim, keep, spend, forget } = useClaim()
  const { data, refetch } = useQuery({
    ...ask(demoState, {}),
    refetchInterval: ({ state }) => (state.data?.state === 'playing' ? EVERY_MS.playing : EVERY_MS.else),
  })
  const start = useMutation({
    mutationFn: () => call(startDemo, {}),
    onSuccess: ({ claim: mine }) => keep(mine),
    onSettled: () => refetch(),
  })
  const isTaken = data !== undefined && !data.mayBegin
  useEffect(() => {
    if (data) onTaken(isTaken)
  }, [data, isTaken, onTaken])
  if (data?.state === 'ready')
    return (
      <Card title={t.offer}>
        {claim ? <Doors claim={claim} spend={spend} forget={forget} /> : <WhereDoorsAre says={t.readyElsewhere} />}
      </Card>
    )
  return (
    <Card title={t.offer}>
      <Stack gap={14}>
        {isTaken && data.state === 'none' ? (
          <WhereDoorsAre says={t.notEmpty} />
        ) : (
          <Txt tone={2} as="p">
            {t.offerSays}
          </Txt>
        )}
        {start.error ? <Banner tint="son">{start.error.message}</Banner> : null}
        {data?.state === 'failed' ? <Banner tint="son">{data.mayBegin ? t.failedAtOnce : t.failed}</Banner> : null}
        {data?.state === 'playing' ? <Playing {...data} isMine={claim !== null} /> : null}
        {data?.mayBegin ? <Button label={t.start} size="lg" onClick={() => start.mutate()} busy={start.isPending} /> : null}
      </Stack>
    </Card>
  )
}

function WhereDoorsAre({ says }: { says: string }) {
  const t = useText(text)
  return (
    <Stack gap={14}>
      <Txt tone={2} as="p">
        <span role="status">{says}</span>
      </Txt>
      <Button label={t.toSignIn} size="lg" to="/dang-nhap" />
    </Stack>
  )
}

function Playing({ done, of, day, isMine }: { done: number; of: number; day: string; isMine: boolean }) {
  const t = useText(text)
  return (
    <Stack gap={8}>
      {of > 0 ? <Meter parts={[{ share: done / of }]} label={t.playing} /> : null}
      <Txt as="p">
        <span role="status">
          {t.playing}
          {day ? `. ${t.day(format.date(`${day}T00:00:00+07:00`))}` : ''}
        </span>
      </Txt>
      <Txt size={13} tone={2} as="p">
        {isMine ? t.mayClose : t.begunElsewhere}
      </Txt>
    </Stack>
  )
}
