import { IconChartHistogram, IconTargetArrow } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tellPowers } from '#org/places'
import { registerNavigation, registerSettings } from '#web/navigation.ts'
import { settingsShell, shell } from '#web/shell.tsx'
import './onChart.ts'

tellPowers('performance', 80, () => import('./powers.ts').then(({ powers }) => powers))

/** Whoever oversees and answers no customer begins with how the department is doing. */
const OVERSEEING = ['care_manager', 'sales_head', 'board']

registerNavigation({
  id: 'performance',
  label: { vi: 'Kết quả (KPI)', en: 'Results (KPI)' },
  short: { vi: 'KPI', en: 'KPI' },
  icon: IconChartHistogram,
  to: '/bao-cao',
  group: 'direct',
  permission: 'performance.read',
  order: 70,
  key: 'b',
  home: ({ hats }) => (hats.length > 0 && hats.every((hat) => OVERSEEING.includes(hat)) ? 15 : undefined),
})

registerSettings({
  id: 'performance.targets',
  label: { vi: 'Mục tiêu KPI', en: 'KPI targets' },
  says: { vi: 'Mức để so trên bảng KPI, thời gian theo dõi của FCR', en: 'What the dashboard compares with, and the window of FCR' },
  icon: IconTargetArrow,
  to: '/cai-dat/muc-tieu',
  group: 'rules',
  permission: 'performance.settings',
  order: 60,
})

const report = createRoute({
  getParentRoute: () => shell,
  path: '/bao-cao',
  component: lazyRouteComponent(() => import('./ReportScreen.tsx'), 'ReportScreen'),
})
const cases = createRoute({
  getParentRoute: () => shell,
  path: '/bao-cao/phieu',
  component: lazyRouteComponent(() => import('./CasesScreen.tsx'), 'CasesScreen'),
})
const targets = createRoute({
  getParentRoute: () => settingsShell,
  path: '/muc-tieu',
  component: lazyRouteComponent(() => import('./TargetsScreen.tsx'), 'TargetsScreen'),
})

export const screens = [report, cases] as const
export const settingsScreens = [targets] as const
