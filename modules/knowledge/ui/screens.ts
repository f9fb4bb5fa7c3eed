import { IconMessage2 } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tellPowers } from '#org/places'
import { call } from '#web/api.ts'
import { registerSettings } from '#web/navigation.ts'
import { registerPaletteSource } from '#web/palette-entries.ts'
import { settingsShell } from '#web/shell.tsx'
import { addReply, listReplies } from '../contract.ts'

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

registerPaletteSource({
  id: 'replies',
  title: { vi: 'Câu trả lời mẫu', en: 'Saved replies' },
  order: 40,
  permission: addReply.needs,
  find: async (q) => {
    const { items } = await call(listReplies, { q, limit: 20 })
    return items.map(({ id, title, shortcut }) => ({
      id: `reply-${id}`,
      label: title,
      name: title,
      detail: `/${shortcut}`,
      icon: IconMessage2,
      to: `/cai-dat/cau-tra-loi?${new URLSearchParams({ q: title, muc: id })}`,
    }))
  },
})

const replies = createRoute({
  getParentRoute: () => settingsShell,
  path: '/cau-tra-loi',
  component: lazyRouteComponent(() => import('./RepliesScreen.tsx'), 'RepliesScreen'),
})

export const settingsScreens = [replies] as const
