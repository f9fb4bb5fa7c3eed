import { IconMessage2 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { registerSettings } from '#web/navigation.ts'
import { settingsShell } from '#web/shell.tsx'
import { addReply } from '../contract.ts'
import { words } from '../text/screens.ts'

registerSettings({
  id: 'replies',
  label: { vi: words.vi.title, en: words.en.title },
  says: { vi: words.vi.says, en: words.en.says },
  icon: IconMessage2,
  to: '/cai-dat/cau-tra-loi',
  group: 'rules',
  permission: addReply.needs,
  order: 30,
})

const replies = createRoute({
  getParentRoute: () => settingsShell,
  path: '/cau-tra-loi',
  component: lazyRouteComponent(() => import('./RepliesScreen.tsx'), 'RepliesScreen'),
})

export const settingsScreens = [replies] as const
