import { IconMessage2 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tellPowers } from '#org/places'
import { registerSettings } from '#web/navigation.ts'
import { settingsShell } from '#web/shell.tsx'
import { addReply } from '../contract.ts'

tellPowers('knowledge', 60, () => import('./powers.ts').then(({ powers }) => powers))

registerSettings({
  id: 'replies',
  label: { vi: 'Câu trả lời mẫu', en: 'Saved replies' },
  says: {
    vi: 'Gõ / trong ô trả lời để chèn. Phần trong ngoặc nhọn tự thay bằng tên khách, mã phiếu, tên người viết.',
    en: 'Type / in a reply to insert one. What stands in braces becomes the customer’s name, the case code, your name.',
  },
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
