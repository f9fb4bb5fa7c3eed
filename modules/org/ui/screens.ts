import { IconHierarchy2 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router'
import { ask } from '#web/api.ts'
import { registerNavigation } from '#web/navigation.ts'
import { queries } from '#web/queries.ts'
import { bare, shell } from '#web/shell.tsx'
import { firstRunState } from '../contract.ts'
import { tellPowers } from './chart/powers.ts'

tellPowers('org', 90, () => import('./chart/orgPowers.ts').then(({ powers }) => powers))

registerNavigation({
  id: 'org.chart',
  label: { vi: 'Sơ đồ tổ chức', en: 'Organisation' },
  short: { vi: 'Sơ đồ', en: 'Chart' },
  icon: IconHierarchy2,
  to: '/so-do',
  group: 'direct',
  permission: 'org.read',
  hats: ['team_lead', 'care_manager', 'sales_head', 'board', 'hr', 'auditor', 'administrator'],
  order: 75,
  key: 'o',
})

/** Nobody who could sign in is there yet: the house is empty, or a sample company is on its way in. */
async function isFirstVisit() {
  const { needed, isBeingFilled } = await queries.fetchQuery({ ...ask(firstRunState, {}), staleTime: 0 })
  return needed || isBeingFilled
}

/** An empty house has nobody who could sign in: it begins with its first run. */
const signIn = createRoute({
  getParentRoute: () => bare,
  path: '/dang-nhap',
  beforeLoad: async () => {
    if (await isFirstVisit()) throw redirect({ href: '/bat-dau' })
  },
  component: lazyRouteComponent(() => import('./SignInScreen.tsx'), 'SignInScreen'),
})

const password = createRoute({
  getParentRoute: () => bare,
  path: '/mat-khau/$token',
  component: lazyRouteComponent(() => import('./PasswordScreen.tsx'), 'PasswordScreen'),
})

const firstRun = createRoute({
  getParentRoute: () => bare,
  path: '/bat-dau',
  beforeLoad: async () => {
    if (!(await isFirstVisit())) throw redirect({ href: '/' })
  },
  component: lazyRouteComponent(() => import('./FirstRunScreen.tsx'), 'FirstRunScreen'),
})

const account = createRoute({
  getParentRoute: () => shell,
  path: '/tai-khoan',
  component: lazyRouteComponent(() => import('./AccountScreen.tsx'), 'AccountScreen'),
})

const chart = createRoute({
  getParentRoute: () => shell,
  path: '/so-do',
  component: lazyRouteComponent(() => import('./chart/ChartScreen.tsx'), 'ChartScreen'),
})

export const bareScreens = [signIn, password, firstRun] as const
export const screens = [account, chart] as const
export { settingsScreens } from './settings/settings.ts'
