import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { Button, Empty, ErrorBox, Loading, Screen, Stack, Tabs, Txt, useAddress, useText } from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import { myDay } from '../contract.ts'
import { words } from '../text/screens.ts'
import { DayTable } from './DayTable.tsx'
import { DoneTable } from './DoneTable.tsx'
import { dayCards } from './places.ts'

const PARTS = ['all', 'overdue', 'today', 'appointment', 'promise', 'done'] as const
type Part = (typeof PARTS)[number]
/** As the address names them. */
const PATHS: Record<Part, string> = { all: '', overdue: 'qua-han', today: 'hom-nay', appointment: 'hen', promise: 'hua', done: 'xong' }
const MOST = 200

/** `/viec-hom-nay`: what is due for me, late first; promises and appointments; what I am done with. */
export function MyDayScreen() {
  const t = useText(words)
  const { search } = useAddress()
  const part = PARTS.find((one) => PATHS[one] === (search.phan ?? '')) ?? 'all'
  const day = useQuery({ ...ask(myDay, {}), refetchInterval: 60_000 })
  const { counts, done } = day.data ?? {}
  const total = counts && counts.overdue + counts.today + counts.appointment + counts.promise
  const count = (one: Part) => (one === 'all' ? total : one === 'done' ? done?.met : counts?.[one])
  const to = (one: Part) => (one === 'all' ? '/viec-hom-nay' : `/viec-hom-nay?phan=${PATHS[one]}`)
  return (
    <Screen
      title={t.myDay}
      beside={done && done.met > 0 && <Txt tone={3}>{t.inTimeOf(done.inTime, done.met)}</Txt>}
      tabs={<Tabs value={part} label={t.parts} tabs={PARTS.map((one) => ({ id: one, label: t[one], count: count(one), to: to(one) }))} />}
    >
      <Stack gap={16}>
        {part === 'done' ? <DoneTable /> : <Part part={part} day={day} />}
        <Here place={dayCards} given={{}} />
      </Stack>
    </Screen>
  )
}

type Day = Pick<ReturnType<typeof useQuery<typeof myDay.reply._output>>, 'data' | 'error' | 'refetch'>

function Part({ part, day }: { part: Exclude<Part, 'done'>; day: Day }) {
  const t = useText(words)
  if (!day.data) return day.error ? <ErrorBox error={day.error} retry={() => void day.refetch()} /> : <Loading of="table" />
  const { items } = day.data
  const rows =
    part === 'all' ? items.toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime()) : items.filter(({ group }) => group === part)
  const nothing =
    part === 'all' ? (
      <Empty kind="done" title={t.emptyTitle} says={t.emptySays} action={<Button label={t.openInbox} to="/hop-thu" />} />
    ) : (
      <Empty title={t.emptyPart} action={<Button label={t.seeAll} to="/viec-hom-nay" />} />
    )
  return (
    <>
      <DayTable rows={rows} whenEmpty={nothing} grouped={part === 'all'} />
      {items.length >= MOST && <Txt tone={3}>{t.capped(MOST)}</Txt>}
    </>
  )
}
