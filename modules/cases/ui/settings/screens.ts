import { IconArrowsSplit2, IconNote } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { caseTypeField, caseTypeName } from '#clocks/places'
import { registerSettings } from '#web/navigation.ts'
import { fill } from '#web/place.tsx'
import { settingsShell } from '#web/shell.tsx'
import { assignmentWords } from './assignmentWords.ts'
import { CaseTypeField, CaseTypeName } from './CaseType.tsx'
import { words } from './words.ts'

registerSettings({
  id: 'cases',
  label: { vi: words.vi.caseSettings, en: words.en.caseSettings },
  says: { vi: words.vi.caseSettingsSay, en: words.en.caseSettingsSay },
  icon: IconNote,
  to: '/cai-dat/phieu',
  group: 'rules',
  permission: 'cases.settings',
  order: 5,
})

registerSettings({
  id: 'assignment',
  label: { vi: assignmentWords.vi.assignment, en: assignmentWords.en.assignment },
  says: { vi: assignmentWords.vi.assignmentSays, en: assignmentWords.en.assignmentSays },
  icon: IconArrowsSplit2,
  to: '/cai-dat/phan-cong',
  group: 'rules',
  permission: 'cases.settings',
  order: 7,
})

fill(caseTypeField, 'cases', CaseTypeField)
fill(caseTypeName, 'cases', CaseTypeName)

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
