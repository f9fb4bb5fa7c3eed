import { IconBuilding, IconCake } from '@tabler/icons-react'
import { SYSTEM } from '#platform/context.ts'
import { askPages } from '#web/api.ts'
import {
  Empty,
  ErrorBox,
  format,
  Loading,
  MoreRows,
  Stack,
  Timeline,
  type TimelineItem,
  useLanguage,
  usePages,
  useText,
} from '#web/kit.tsx'
import type { Customer, TimelineEvent } from '../contract/shapes.ts'
import { getTimeline } from '../contract.ts'
import { words } from '../text/screens.ts'
import { toldAs, toldNames } from './telling.ts'

/** Everything that happened with a customer, newest first, told by the rooms it happened in. `most` shows only the newest few. */
export function CustomerTimeline({ customerId, most }: { customerId: string; most?: number }) {
  const t = useText(words)
  const language = useLanguage()
  const { rows, more, query } = usePages(askPages(getTimeline, { id: customerId, names: toldNames(), limit: most ? 20 : 50 }))
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading rows={most ?? 6} />
  const items = rows.flatMap((event) => itemOf(event, language) ?? [])
  if (items.length === 0 && !more.has)
    return most ? <span>{t.timelineEmpty}</span> : <Empty title={t.timelineEmpty} says={t.timelineEmptySays} />
  if (most) return <Timeline items={items.slice(0, most)} />
  const today = format.dayOf()
  return (
    <Stack gap={10}>
      <Timeline
        groups={[
          { title: t.today, items: items.filter(({ at }) => format.dayOf(at) === today) },
          { title: t.before, items: items.filter(({ at }) => format.dayOf(at) !== today) },
        ]}
      />
      <MoreRows more={more} />
    </Stack>
  )
}

/** The one line below: what the room says of it, else which matter it was; then who did it. */
function itemOf(event: TimelineEvent, language: 'vi' | 'en'): TimelineItem | undefined {
  const told = toldAs(event, language)
  if (!told) return undefined
  const { about, by } = event
  // What the house did by itself needs no author.
  const author = by.id === SYSTEM.id ? undefined : by.name || words[language].someone
  const matter = about && [about.code, about.subject].filter(Boolean).join(' · ')
  return { ...told, id: event.id, at: event.at, detail: [told.detail ?? matter, author].filter(Boolean).join(' · ') }
}

/** Birthdays and founding days ahead. */
export function UpcomingDays({ upcoming }: { upcoming: Customer['upcoming'] }) {
  const t = useText(words)
  const language = useLanguage()
  return (
    <Timeline
      items={upcoming.map(({ what, date, daysAhead, lunar }) => ({
        id: what,
        icon: what === 'birthday' ? IconCake : IconBuilding,
        tint: 'sen' as const,
        title: what === 'birthday' ? t.birthdayOf : t.foundingOf,
        detail: [format.date(date, language), lunar && t.onLunar(lunar.day, lunar.month), t.inDays(daysAhead)].filter(Boolean).join(' · '),
        at: `${date}T05:00:00Z`,
      }))}
    />
  )
}
