import { lazy } from 'react'

/** What the screens of channels offer to higher rooms. */
export { LogContactButton } from './LogContactButton.tsx'
export type { LogContactProps } from './LogContactDialog.tsx'
export const LogContactDialog = lazy(() => import('./LogContactDialog.tsx').then((loaded) => ({ default: loaded.LogContactDialog })))
