import { IconArrowsSplit2, IconNote } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { caseTypeField, caseTypeName } from '#clocks/places'
import { registerSettings } from '#web/navigation.ts'
import { fillLater } from '#web/place.tsx'
import { settingsShell } from '#web/shell.tsx'

registerSettings({
  id: 'cases',
  label: { vi: 'Phiếu', en: 'Cases' },
  says: {
    vi: 'Loại phiếu, trạng thái, nguyên nhân, cách giải quyết, nhãn và quy định đóng mở.',
    en: 'Types, statuses, causes, resolutions, tags, and when cases close and reopen.',
  },
  icon: IconNote,
  to: '/cai-dat/phieu',
  group: 'rules',
  permission: 'cases.settings',
  order: 5,
})

registerSettings({
  id: 'assignment',
  label: { vi: 'Phân công', en: 'Assignment' },
  says: {
    vi: 'Phiếu mới về tay ai: quy tắc theo thứ tự, số phiếu tối đa và kỹ năng từng người.',
    en: 'Who gets a new case: rules in order, how many cases and which skills each person has.',
  },
  icon: IconArrowsSplit2,
  to: '/cai-dat/phan-cong',
  group: 'rules',
  permission: 'cases.settings',
  order: 7,
})

fillLater(caseTypeField, 'cases', () => import('./CaseType.tsx').then((loaded) => loaded.CaseTypeField))
fillLater(caseTypeName, 'cases', () => import('./CaseType.tsx').then((loaded) => loaded.CaseTypeName))

const cases = createRoute({
  getParentRoute: () => settingsShell,
  path: '/phieu',
  component: lazyRouteComponent(() => import('./CasesScreen.tsx'), 'CasesScreen'),
})
const assignment = createRoute({
  getParentRoute: () => settingsShell,
  path: '/phan-cong',
  component: lazyRouteComponent(() => import('./AssignmentScreen.tsx'), 'AssignmentScreen'),
})

export const settingsScreens = [cases, assignment] as const
