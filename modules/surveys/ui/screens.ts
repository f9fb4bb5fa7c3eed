import { IconMoodEmpty, IconMoodSad, IconMoodSmile, IconSend } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { z } from 'zod'
import { caseSections } from '#cases/places'
import { paneSections, tellTimeline } from '#customers/places'
import { registerNavigation, registerSettings } from '#web/navigation.ts'
import { fill } from '#web/place.tsx'
import { settingsShell, shell } from '#web/shell.tsx'
import { listAnswers, readSurveySettings } from '../contract.ts'
import { words } from '../text/screens.ts'
import { CaseAnswers } from './CaseAnswers.tsx'
import { CustomerAnswers } from './CustomerAnswers.tsx'

registerNavigation({
  id: 'surveys',
  label: { vi: words.vi.title, en: words.en.title },
  icon: IconMoodSmile,
  to: '/khao-sat',
  group: 'care',
  permission: listAnswers.needs,
  order: 110,
  key: 's',
})

registerSettings({
  id: 'surveys',
  label: { vi: words.vi.settings, en: words.en.settings },
  says: { vi: words.vi.settingsSay, en: words.en.settingsSay },
  icon: IconMoodSmile,
  to: '/cai-dat/khao-sat',
  group: 'rules',
  permission: readSurveySettings.needs,
  order: 40,
})

fill(caseSections, 'surveys', CaseAnswers)
fill(paneSections, 'surveys', CustomerAnswers)

const Answered = z.object({ score: z.number(), hasComment: z.boolean() })
tellTimeline('surveys.surveyAnswered', ({ facts }, language) => {
  const { score, hasComment } = Answered.parse(facts)
  const t = words[language]
  const said = { title: t.toldAnswered(score), detail: hasComment ? t.toldComment : t.toldNoComment }
  if (score <= 2) return { icon: IconMoodSad, tint: 'son', ...said }
  return { icon: score === 3 ? IconMoodEmpty : IconMoodSmile, tint: 'ma', ...said }
})
tellTimeline('surveys.surveySent', (_, language) => ({ icon: IconSend, title: words[language].toldSent }))
tellTimeline('surveys.surveysRefused', (_, language) => ({ icon: IconMoodEmpty, title: words[language].toldRefused }))

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
