import { IconAddressBook, IconMailOff, IconMailOpened } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { pageActions } from '#customers/places'
import { tellPowers } from '#org/places'
import { registerSettings } from '#web/navigation.ts'
import { fillLater } from '#web/place.tsx'
import { settingsShell, shell } from '#web/shell.tsx'

tellPowers('channels', 50, () => import('./powers.ts').then(({ powers }) => powers))

registerSettings({
  id: 'channels',
  label: { vi: 'Kênh liên lạc', en: 'Channels' },
  says: {
    vi: 'Hộp thư nhận và gửi, thư báo đã nhận, biểu mẫu, giờ làm việc của từng kênh',
    en: 'Mailboxes in and out, acknowledgement, form, hours of each channel',
  },
  icon: IconAddressBook,
  to: '/cai-dat/kenh',
  group: 'channels',
  permission: 'channels.settings',
  order: 10,
})

registerSettings({
  id: 'channels.held',
  label: { vi: 'Thư giữ lại', en: 'Held mail' },
  says: {
    vi: 'Thư chưa thể thành phiếu, mỗi thư một lý do. Không thư nào bị bỏ qua.',
    en: 'Mail that could not become a case yet, each with its reason. Nothing is ever skipped.',
  },
  icon: IconMailOff,
  to: '/cai-dat/thu-giu-lai',
  group: 'channels',
  permission: 'channels.read',
  order: 20,
})

registerSettings({
  id: 'channels.test',
  label: { vi: 'Hộp thư thử', en: 'Test mailbox' },
  says: { vi: 'Thư sẽ gửi đi nếu có máy chủ gửi thư', en: 'What would have been sent, had a server been set' },
  icon: IconMailOpened,
  to: '/hop-thu-thu',
  group: 'channels',
  permission: 'channels.testMailbox',
  order: 30,
})

fillLater(pageActions, 'channels.log', () => import('./LogContactButton.tsx').then((loaded) => loaded.LogContactButton), 40)

const settings = createRoute({
  getParentRoute: () => settingsShell,
  path: '/kenh',
  component: lazyRouteComponent(() => import('./ChannelsScreen.tsx'), 'ChannelsScreen'),
})
const held = createRoute({
  getParentRoute: () => settingsShell,
  path: '/thu-giu-lai',
  component: lazyRouteComponent(() => import('./HeldScreen.tsx'), 'HeldScreen'),
})
const testMailbox = createRoute({
  getParentRoute: () => shell,
  path: '/hop-thu-thu',
  component: lazyRouteComponent(() => import('./TestMailboxScreen.tsx'), 'TestMailboxScreen'),
})

export const screens = [testMailbox] as const
export const settingsScreens = [settings, held] as const
