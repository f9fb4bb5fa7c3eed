import { createRouter } from '@tanstack/react-router'
import { fillLater } from '#web/place.tsx'
import { parseSearch, writeSearch } from '#web/search.ts'
import { bare, home, root, settingsShell, shell } from '#web/shell.tsx'
import * as cases from '../modules/cases/ui/screens.ts'
import * as caseSettings from '../modules/cases/ui/settings/screens.ts'
import * as channels from '../modules/channels/ui/screens.ts'
import * as clocks from '../modules/clocks/ui/screens.ts'
import '../modules/conversations/ui/screens.ts'
import * as customers from '../modules/customers/ui/screens.ts'
import * as knowledge from '../modules/knowledge/ui/screens.ts'
import * as notifications from '../modules/notifications/ui/screens.ts'
import { demoDoorsteps, firstVisitOffers } from '../modules/org/ui/places.ts'
import * as org from '../modules/org/ui/screens.ts'
import * as performance from '../modules/performance/ui/screens.ts'
import * as surveys from '../modules/surveys/ui/screens.ts'

/** Each room's `ui/screens.ts` gives its lists: `screens` (parent `shell`), `bareScreens` (parent `bare`), `settingsScreens` (parent `settingsShell`). */
const screens = [
  home,
  ...cases.screens,
  ...channels.screens,
  ...clocks.screens,
  ...customers.screens,
  ...notifications.screens,
  ...org.screens,
  ...performance.screens,
  ...surveys.screens,
]
const bareScreens = [...org.bareScreens]
const settingsScreens = [
  ...caseSettings.settingsScreens,
  ...channels.settingsScreens,
  ...clocks.settingsScreens,
  ...knowledge.settingsScreens,
  ...org.settingsScreens,
  ...performance.settingsScreens,
  ...surveys.settingsScreens,
]

fillLater(firstVisitOffers, 'demo', () => import('./demo/ui/DemoOffer.tsx').then((loaded) => loaded.DemoOffer))
fillLater(demoDoorsteps, 'demo', () => import('./demo/ui/DemoDoorstep.tsx').then((loaded) => loaded.DemoDoorstep))

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([...screens, settingsShell.addChildren([...settingsScreens])]),
    bare.addChildren([...bareScreens]),
  ]),
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: false,
  defaultPendingMs: 150,
  defaultPendingMinMs: 0,
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
