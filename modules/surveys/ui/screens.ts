import { IconMoodSmile } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { caseSections } from '#cases/places'
import { pageCards, paneSections } from '#customers/places'
import { tellPowers } from '#org/places'
import { registerNavigation, registerSettings } from '#web/navigation.ts'
import { fillLater } from '#web/place.tsx'
import { settingsShell, shell } from '#web/shell.tsx'
import { listAnswers, readSurveySettings } from '../contract.ts'
import './telling.ts'

tellPowers('surveys', 70, () => import('./powers.ts').then(({ powers }) => powers))

registerNavigation({
  id: 'surveys',
  label: { vi: 'Khảo sát', en: 'Surveys' },
  icon: IconMoodSmile,
  to: '/khao-sat',
  group: 'care',
  permission: listAnswers.needs,
  order: 110,
  key: 's',
})

registerSettings({
  id: 'surveys',
  label: { vi: 'Khảo sát', en: 'Surveys' },
  says: {
    vi: 'Khi phiếu xong, khách nhận một thư với năm lựa chọn từ 1 đến 5. Không hỏi khách cần được bảo vệ, khách đã từ chối, phiếu thử và thư rác.',
    en: 'When a case is resolved, its customer receives a mail with five choices from 1 to 5. Protected customers, those who declined, test cases and spam are never asked.',
  },
  icon: IconMoodSmile,
  to: '/cai-dat/khao-sat',
  group: 'rules',
  permission: readSurveySettings.needs,
  order: 40,
})

fillLater(caseSections, 'surveys', () => import('./CaseAnswers.tsx').then((loaded) => loaded.CaseAnswers))
fillLater(paneSections, 'surveys', () => import('./CustomerAnswers.tsx').then((loaded) => loaded.CustomerAnswers))
fillLater(pageCards, 'surveys', () => import('./CustomerAnswers.tsx').then((loaded) => loaded.CustomerAnswersCard))

const answers = createRoute({
  getParentRoute: () => shell,
  path: '/khao-sat',
  component: lazyRouteComponent(() => import('./AnswersScreen.tsx'), 'AnswersScreen'),
})
const settings = createRoute({
  getParentRoute: () => settingsShell,
  path: '/khao-sat',
  component: lazyRouteComponent(() => import('./SettingsScreen.tsx'), 'SettingsScreen'),
})

export const screens = [answers] as const
export const settingsScreens = [settings] as const
