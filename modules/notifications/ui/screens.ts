import { createRoute } from '@tanstack/react-router'
import { fill } from '#web/place.tsx'
import { shell } from '#web/shell.tsx'
import { besideMe } from '#web/spots.ts'
import { Bell } from './Bell.tsx'
import { NotificationsScreen } from './NotificationsScreen.tsx'
import { PreferencesScreen } from './PreferencesScreen.tsx'

fill(besideMe, 'notifications', Bell)

const list = createRoute({ getParentRoute: () => shell, path: '/thong-bao', component: NotificationsScreen })
const preferences = createRoute({ getParentRoute: () => shell, path: '/thong-bao/tuy-chon', component: PreferencesScreen })

export const screens = [list, preferences] as const
