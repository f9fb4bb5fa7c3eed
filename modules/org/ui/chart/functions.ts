import { IconAddressBook, IconDiamond, IconHeadset, IconMessageExclamation, IconPackageExport, IconShoppingBag } from '@tabler/icons-react'
import type { Icon, Tint } from '#web/kit.tsx'
import type { CareFunction } from '../../rules/hats.ts'

/** How each function of care looks everywhere on the chart. */
export const LOOK: Record<CareFunction, { icon: Icon; tint: Exclude<Tint, 'grey' | 'son'> }> = {
  account: { icon: IconAddressBook, tint: 'lam' },
  loyalty: { icon: IconDiamond, tint: 'sen' },
  returns: { icon: IconPackageExport, tint: 'nghe' },
  issues: { icon: IconMessageExclamation, tint: 'cham' },
  support: { icon: IconHeadset, tint: 'covit' },
  sales: { icon: IconShoppingBag, tint: 'ma' },
}
