import { IconInbox, IconNote } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tellPowers } from '#org/places'
import { ask, call } from '#web/api.ts'
import { currentLanguage } from '#web/language.ts'
import { registerNavigation } from '#web/navigation.ts'
import { registerPaletteSource } from '#web/palette-entries.ts'
import { shell } from '#web/shell.tsx'
import { countQueue, searchCases } from '../contract.ts'
import { caseLink } from './address.ts'
import { words } from './words.ts'
import './mend.ts'
import './telling.ts'

tellPowers('cases', 10, () => import('./powers.ts').then(({ powers }) => powers))

registerNavigation({
  id: 'inbox',
  label: { vi: words.vi.inbox, en: words.en.inbox },
  icon: IconInbox,
  to: '/hop-thu',
  group: 'work',
  permission: 'cases.read',
  order: 20,
  key: 'h',
  count: () => ({
    queryKey: [...ask(countQueue, {}).queryKey],
    queryFn: () => call(countQueue, {}),
    select: (found: unknown) => {
      const { mine, mineOverdue } = countQueue.reply.parse(found)
      return { count: mine.count, hot: mineOverdue.count > 0 }
    },
  }),
  home: ({ hats, alone }) => (hats.includes('team_lead') && !alone ? { rank: 20, at: '/hop-thu?view=team' } : 20),
})

registerPaletteSource({
  id: 'cases',
  title: { vi: words.vi.cases, en: words.en.cases },
  order: 30,
  permission: 'cases.read',
  find: async (q) => {
    // The newest stand first there, whatever matched: a case of this very customer may come late.
    const { items } = await call(searchCases, { q, limit: 50 })
    const nobody = words[currentLanguage()].unknownCustomer
    return items.map(({ case: { id, code, subject, customer } }) => ({
      id: `case-${id}`,
      label: subject,
      name: subject,
      detail: customer?.name ?? nobody,
      icon: IconNote,
      hint: code,
      to: caseLink(code),
    }))
  },
})

const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/hop-thu',
  component: lazyRouteComponent(() => import('./InboxScreen.tsx'), 'InboxScreen'),
})
const list = createRoute({ getParentRoute: () => inbox, path: '/' })
const opened = createRoute({ getParentRoute: () => inbox, path: '$reference' })

export const screens = [inbox.addChildren([list, opened])] as const
