import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { fill } from '#web/place.tsx'
import { shell } from '#web/shell.tsx'
import { besideMe } from '#web/spots.ts'
import { Bell } from './Bell.tsx'

fill(besideMe, 'notifications', Bell)

const list = createRoute({
  getParentRoute: () => shell,
  path: '/thong-bao',
  component: lazyRouteComponent(() => import('./NotificationsScreen.tsx'), 'NotificationsScreen'),
})
const preferences = createRoute({
  getParentRoute: () => shell,
  path: '/thong-bao/tuy-chon',
  component: lazyRouteComponent(() => import('./PreferencesScreen.tsx'), 'PreferencesScreen'),
})

export const screens = [list, preferences] as const
