import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { listCalendars, setUses } from '#org/contract'
import { ask, tell } from '#web/api.ts'
import { Card, type Channel, ErrorBox, format, Loading, Select, Stack, say, sayFailure, Txt, useChannelName, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { words } from './words.ts'

type Known = z.output<typeof listCalendars.reply>
const CHANNELS: readonly Channel[] = ['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api']

/** The calendar of each channel: the hotline has its own hours. */
export function HoursCard() {
  const t = useText(words)
  const known = useQuery(ask(listCalendars, {}))
  if (known.error) return <ErrorBox error={known.error} retry={() => void known.refetch()} />
  if (!known.data) return <Loading of="card" />
  const { data } = known
  return (
    <Card title={t.hours}>
      <Stack gap={12}>
        <Txt tone={2} as="p">
          {t.hoursSay}
        </Txt>
        {CHANNELS.map((channel) => (
          <HoursOf key={channel} channel={channel} known={data} />
        ))}
      </Stack>
    </Card>
  )
}

/** A use for the channel alone; those for a branch or a severity stay as they are. */
const isOf = (channel: string) => (use: Known['uses'][number]) => use.channel === channel && use.severity === null && use.branchId === null

function HoursOf({ channel, known: { calendars, uses } }: { channel: Channel; known: Known }) {
  const t = useText(words)
  const name = useChannelName(channel)
  const usual = calendars.find(({ isDefault }) => isDefault)
  const chosen = uses.find(isOf(channel))?.calendarId ?? null
  const counts = calendars.find(({ id }) => id === chosen) ?? usual
  const change = useMutation({
    ...tell(setUses),
    onSuccess: () => {
      say(t.saved)
      return queries.invalidateQueries({ queryKey: ['org'] })
    },
    onError: sayFailure,
  })
  const choose = (calendarId: string | null) => {
    const others = uses.filter((use) => !isOf(channel)(use)).map(({ id: _, ...use }) => use)
    change.mutate({
      uses: calendarId && calendarId !== USUAL ? [...others, { channel, calendarId, severity: null, branchId: null }] : others,
    })
  }
  const opens = counts?.openNow ? t.openNow : counts?.nextOpening ? t.opensAt(format.dateTime(counts.nextOpening)) : undefined
  return (
    <Select
      label={name}
      value={chosen ?? USUAL}
      onChange={choose}
      hint={opens}
      disabled={change.isPending}
      options={[{ value: USUAL, label: t.usual(usual?.name ?? '–') }, ...calendars.map((one) => ({ value: one.id, label: one.name }))]}
    />
  )
}

const USUAL = 'usual'
