import { IconAlarm, IconChecklist } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import type { z } from 'zod'
import { tellPowers } from '#org/places'
import { ask, call } from '#web/api.ts'
import { registerNavigation, registerSettings } from '#web/navigation.ts'
import { settingsShell, shell } from '#web/shell.tsx'
import { changePolicy, myDay } from '../contract.ts'

/** Whoever has clocks of their own; boards and administrators have other work. */
const WORKERS = [
  ...['support_officer', 'issue_officer', 'returns_officer', 'account_manager', 'loyalty_officer', 'sales_care', 'technician', 'warehouse'],
  ...['team_lead', 'care_manager'],
]
const IN_THE_FIELD = ['technician', 'warehouse']

const Counted = myDay.reply.pick({ counts: true })
const due = ({ counts }: z.output<typeof Counted>) => ({ count: counts.overdue + counts.today })

tellPowers('clocks', 40, () => import('./powers.ts').then(({ powers }) => powers))

registerNavigation({
  id: 'my-day',
  label: { vi: 'Việc hôm nay', en: 'My day' },
  short: { vi: 'Hôm nay', en: 'Today' },
  icon: IconChecklist,
  to: '/viec-hom-nay',
  group: 'work',
  permission: 'signedIn',
  hats: WORKERS,
  order: 10,
  key: 'v',
  count: () => ({
    queryKey: ask(myDay, {}).queryKey,
    queryFn: ({ signal }) => call(myDay, {}, { signal }),
    refetchInterval: 60_000,
    select: (day) => due(Counted.parse(day)),
  }),
  home: ({ hats }) => (hats.some((hat) => IN_THE_FIELD.includes(hat)) ? 10 : undefined),
})

registerSettings({
  id: 'targets',
  label: { vi: 'Thời hạn', en: 'Deadlines' },
  says: {
    vi: 'Trả lời và xử lý xong trong bao lâu, theo loại phiếu, mức độ, hạng khách, kênh; khi nào thì nhắc.',
    en: 'How soon to answer and to resolve, by case type, severity, customer tier and channel; and when to remind.',
  },
  icon: IconAlarm,
  to: '/cai-dat/thoi-han',
  group: 'rules',
  permission: changePolicy.needs,
  order: 10,
})

const day = createRoute({
  getParentRoute: () => shell,
  path: '/viec-hom-nay',
  component: lazyRouteComponent(() => import('./MyDayScreen.tsx'), 'MyDayScreen'),
})
const targets = createRoute({
  getParentRoute: () => settingsShell,
  path: '/thoi-han',
  component: lazyRouteComponent(() => import('./TargetsScreen.tsx'), 'TargetsScreen'),
})

export const screens = [day] as const
export const settingsScreens = [targets] as const
