import { IconBook2, IconChartHistogram, IconInbox, IconSitemap, IconSun, IconUsers } from '@tabler/icons-react'
import { createRoute, createRouter } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { endpoint } from '#platform/contract.ts'
import { Application } from '#web/application.tsx'
import { registerNavigation, registerSettings } from '#web/navigation.ts'
import { queries } from '#web/queries.ts'
import { parseSearch, writeSearch } from '#web/search.ts'
import { type Me, meQuery, openSession } from '#web/session.tsx'
import { root, shell } from '#web/shell.tsx'
import { Atoms } from './atoms.tsx'
import { Fields } from './fields.tsx'
import { Figures } from './figures.tsx'
import { Inbox } from './inbox.tsx'

const nobody = endpoint('GET /me', { needs: 'signedIn', says: 'Nobody asks in the gallery.', input: z.object({}), reply: z.unknown() })
const me: Me = {
  id: '1',
  name: 'Vũ Thị Mai',
  initials: 'TM',
  hats: ['support_officer'],
  grants: { 'cases.read': 'team', 'performance.read': 'own' },
  language: 'vi',
  theme: 'auto',
  company: { name: 'Gia dụng An Nhiên', phone: '1900 0000' },
  availability: 'accepting',
  position: 'Nhân viên hỗ trợ',
  unitIds: [],
  teamIds: [],
  alone: false,
}

openSession({ me: nobody, preferences: nobody, availability: nobody, leave: nobody })
queries.setDefaultOptions({ queries: { ...queries.getDefaultOptions().queries, staleTime: Number.POSITIVE_INFINITY } })
queries.setQueryData(meQuery().queryKey, me)
queries.setQueryData(['count'], 14)

const label = (vi: string) => ({ vi, en: vi })
const count = () => ({ queryKey: ['count'], select: (found: unknown) => ({ count: Number(found), hot: true }) })
registerNavigation({
  id: 'today',
  label: label('Việc hôm nay'),
  short: label('Hôm nay'),
  icon: IconSun,
  to: '/viec',
  group: 'work',
  permission: 'cases.read',
  order: 1,
})
registerNavigation({
  id: 'inbox',
  label: label('Hộp thư'),
  icon: IconInbox,
  to: '/hop-thu',
  group: 'work',
  permission: 'cases.read',
  order: 2,
  key: 'h',
  count,
})
registerNavigation({
  id: 'customers',
  label: label('Khách hàng'),
  icon: IconUsers,
  to: '/khach',
  group: 'work',
  permission: 'cases.read',
  order: 3,
})
registerNavigation({
  id: 'knowledge',
  label: label('Kho tri thức'),
  icon: IconBook2,
  to: '/kho',
  group: 'lookup',
  permission: 'signedIn',
  order: 4,
})
registerNavigation({
  id: 'figures',
  label: label('KPI & thưởng'),
  icon: IconChartHistogram,
  to: '/so-lieu',
  group: 'direct',
  permission: 'performance.read',
  order: 5,
})
registerNavigation({
  id: 'hidden',
  label: label('Không thấy'),
  icon: IconSitemap,
  to: '/khong',
  group: 'direct',
  permission: 'nobody.may',
  order: 6,
})
registerSettings({
  id: 'fields',
  label: label('Kênh'),
  icon: IconInbox,
  to: '/o-nhap',
  group: 'channels',
  permission: 'signedIn',
  order: 1,
})

const screens = [
  createRoute({ getParentRoute: () => shell, path: '/thanh-phan', component: Atoms }),
  createRoute({ getParentRoute: () => shell, path: '/hop-thu', component: Inbox }),
  createRoute({ getParentRoute: () => shell, path: '/so-lieu', component: Figures }),
  createRoute({ getParentRoute: () => shell, path: '/o-nhap', component: Fields }),
]
const router = createRouter({ routeTree: root.addChildren([shell.addChildren(screens)]), parseSearch, stringifySearch: writeSearch })

const place = document.getElementById('app')
if (place) createRoot(place).render(<Application router={router} />)
