import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask, call } from '#web/api.ts'
import { Banner, Button, Card, format, Meter, Stack, Txt, useText } from '#web/kit.tsx'
import { demoState, startDemo } from '../contract.ts'
import { text } from '../text.ts'

const KEPT = 'demo-claim'

/** On the first visit, beside "set up my company". */
export function DemoOffer() {
  const t = useText(text)
  const [claim, setClaim] = useState(() => sessionStorage.getItem(KEPT))
  const start = useMutation({ mutationFn: () => call(startDemo, {}), onSuccess: ({ claim: mine }) => setClaim(mine) })
  useEffect(() => {
    if (claim) sessionStorage.setItem(KEPT, claim)
  }, [claim])
  return (
    <Card title={t.offer}>
      <Stack gap={14}>
        <Txt tone={2} as="p">
          {t.offerSays}
        </Txt>
        {start.error ? <Banner tint="son">{start.error.message}</Banner> : null}
        {claim ? <Building claim={claim} /> : <Button label={t.start} size="lg" onClick={() => start.mutate()} busy={start.isPending} />}
      </Stack>
    </Card>
  )
}

function Building({ claim }: { claim: string }) {
  const t = useText(text)
  const { data } = useQuery({
    ...ask(demoState, { claim }),
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'playing' ? false : 1000),
  })
  if (!data || data.state === 'playing') return <Playing done={data?.done ?? 0} of={data?.of ?? 1} day={data?.day ?? ''} />
  if (data.state === 'failed') return <Banner tint="son">{t.failed}</Banner>
  return (
    <Stack gap={8}>
      <Txt weight={600} as="p">
        {t.ready}
      </Txt>
      {data.doors.map(({ role, name, url }) => (
        <a key={role} href={new URL(url).pathname} className="link">
          {name} · {roleName(t, role)}
        </a>
      ))}
    </Stack>
  )
}

function Playing({ done, of, day }: { done: number; of: number; day: string }) {
  const t = useText(text)
  return (
    <Stack gap={8}>
      <Meter parts={[{ share: of > 0 ? done / of : 0 }]} label={t.playing} />
      <Txt tone={2} as="p">
        <span role="status">
          {t.playing}
          {day ? `. ${t.day(format.date(`${day}T00:00:00+07:00`))}` : ''}
        </span>
      </Txt>
    </Stack>
  )
}

const roleName = (t: Record<string, unknown>, role: string) => String(t[`role.${role}`] ?? role)
