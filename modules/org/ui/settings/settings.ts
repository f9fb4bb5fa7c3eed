import { IconBuildingSkyscraper, IconCalendarTime, IconHierarchy2, IconKey, IconShieldCheck, IconUsersGroup } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { registerSettings } from '#web/navigation.ts'
import { settingsShell } from '#web/shell.tsx'

registerSettings({
  id: 'company',
  label: { vi: 'Công ty', en: 'Company' },
  icon: IconBuildingSkyscraper,
  to: '/cai-dat/cong-ty',
  group: 'company',
  permission: 'org.company',
  order: 10,
  home: () => 40,
})
registerSettings({
  id: 'calendars',
  label: { vi: 'Lịch làm việc', en: 'Working calendars' },
  icon: IconCalendarTime,
  to: '/cai-dat/lich-lam-viec',
  group: 'company',
  permission: 'org.calendars',
  order: 20,
})
registerSettings({
  id: 'people',
  label: { vi: 'Nhân sự', en: 'People' },
  icon: IconUsersGroup,
  to: '/cai-dat/nhan-su',
  group: 'people',
  permission: 'org.people',
  order: 10,
})
registerSettings({
  id: 'units',
  label: { vi: 'Đơn vị và vị trí', en: 'Units and positions' },
  icon: IconHierarchy2,
  to: '/cai-dat/don-vi',
  group: 'people',
  permission: 'org.change',
  order: 20,
})
registerSettings({
  id: 'keys',
  label: { vi: 'Khóa API', en: 'API keys' },
  icon: IconKey,
  to: '/cai-dat/khoa-api',
  group: 'data',
  permission: 'org.keys',
  order: 10,
})
registerSettings({
  id: 'audit',
  label: { vi: 'Nhật ký', en: 'Audit' },
  icon: IconShieldCheck,
  to: '/cai-dat/nhat-ky',
  group: 'data',
  permission: 'org.audit',
  order: 20,
})

const company = createRoute({
  getParentRoute: () => settingsShell,
  path: '/cong-ty',
  component: lazyRouteComponent(() => import('./CompanyScreen.tsx'), 'CompanyScreen'),
})
const calendars = createRoute({
  getParentRoute: () => settingsShell,
  path: '/lich-lam-viec',
  component: lazyRouteComponent(() => import('./CalendarsScreen.tsx'), 'CalendarsScreen'),
})
const people = createRoute({
  getParentRoute: () => settingsShell,
  path: '/nhan-su',
  component: lazyRouteComponent(() => import('./PeopleScreen.tsx'), 'PeopleScreen'),
})
const person = createRoute({
  getParentRoute: () => settingsShell,
  path: '/nhan-su/$id',
  component: lazyRouteComponent(() => import('./PersonScreen.tsx'), 'PersonScreen'),
})
const units = createRoute({
  getParentRoute: () => settingsShell,
  path: '/don-vi',
  component: lazyRouteComponent(() => import('./UnitsScreen.tsx'), 'UnitsScreen'),
})
const keys = createRoute({
  getParentRoute: () => settingsShell,
  path: '/khoa-api',
  component: lazyRouteComponent(() => import('./KeysScreen.tsx'), 'KeysScreen'),
})
const audit = createRoute({
  getParentRoute: () => settingsShell,
  path: '/nhat-ky',
  component: lazyRouteComponent(() => import('./AuditScreen.tsx'), 'AuditScreen'),
})

export const settingsScreens = [company, calendars, people, person, units, keys, audit] as const
