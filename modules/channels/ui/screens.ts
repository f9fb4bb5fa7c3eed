import { IconAddressBook, IconMailOff, IconMailOpened } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { pageActions } from '#customers/places'
import { registerSettings } from '#web/navigation.ts'
import { fill } from '#web/place.tsx'
import { settingsShell, shell } from '#web/shell.tsx'
import { LogContactButton } from './LogContactButton.tsx'
import { words } from './words.ts'

const both = (key: 'channels' | 'channelsSay' | 'held' | 'heldSays' | 'test' | 'testSays') => ({ vi: words.vi[key], en: words.en[key] })

registerSettings({
  id: 'channels',
  label: both('channels'),
  says: both('channelsSay'),
  icon: IconAddressBook,
  to: '/cai-dat/kenh',
  group: 'channels',
  permission: 'channels.settings',
  order: 10,
})

registerSettings({
  id: 'channels.held',
  label: both('held'),
  says: both('heldSays'),
  icon: IconMailOff,
  to: '/cai-dat/thu-giu-lai',
  group: 'channels',
  permission: 'channels.read',
  order: 20,
})

registerSettings({
  id: 'channels.test',
  label: both('test'),
  says: both('testSays'),
  icon: IconMailOpened,
  to: '/hop-thu-thu',
  group: 'channels',
  permission: 'channels.testMailbox',
  order: 30,
})

fill(pageActions, 'channels.log', LogContactButton, 40)

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
