import { IconUserPlus, IconUsers } from '@tabler/icons-react'
import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { tellPowers } from '#org/places'
import { call } from '#web/api.ts'
import { currentLanguage } from '#web/language.ts'
import { registerNavigation } from '#web/navigation.ts'
import { registerPaletteCommand, registerPaletteSource } from '#web/palette-entries.ts'
import { shell } from '#web/shell.tsx'
import { addCustomer, searchCustomers } from '../contract.ts'
import { words } from '../text/screens.ts'
import { tierOf, titleOf } from './named.ts'
import './audit.ts'
import './telling.ts'

tellPowers('customers', 30, () => import('./powers.ts').then(({ powers }) => powers))

registerNavigation({
  id: 'customers',
  label: { vi: words.vi.customers, en: words.en.customers },
  icon: IconUsers,
  to: '/khach',
  group: 'work',
  permission: 'customers.read',
  order: 50,
  key: 'k',
})

registerPaletteSource({
  id: 'customers',
  title: { vi: words.vi.customers, en: words.en.customers },
  order: 20,
  permission: 'customers.read',
  find: async (q) => {
    const language = currentLanguage()
    return (await call(searchCustomers, { q, limit: 8 })).map((one) => ({
      id: `customer-${one.id}`,
      label: titleOf(one),
      name: titleOf(one),
      detail: [tierOf(one.tier, language), one.phone, one.provinceName].filter(Boolean).join(' · '),
      person: one.name,
      hint: one.code,
      to: `/khach/${one.code}`,
    }))
  },
})

registerPaletteCommand({
  id: 'customers-add',
  label: { vi: words.vi.add, en: words.en.add },
  icon: IconUserPlus,
  does: addCustomer,
  to: '/khach?them=1',
})

const list = createRoute({
  getParentRoute: () => shell,
  path: '/khach',
  component: lazyRouteComponent(() => import('./ListScreen.tsx'), 'ListScreen'),
})

const customer = createRoute({
  getParentRoute: () => shell,
  path: '/khach/$id',
  component: lazyRouteComponent(() => import('./CustomerScreen.tsx'), 'CustomerScreen'),
})

export const screens = [list, customer] as const
