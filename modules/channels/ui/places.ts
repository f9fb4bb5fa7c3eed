import { lazy } from 'react'

/** What the screens of channels offer to higher rooms. */
export const LogContactButton = lazy(() => import('./LogContactButton.tsx').then((loaded) => ({ default: loaded.LogContactButton })))
export type { LogContactProps } from './LogContactDialog.tsx'
export const LogContactDialog = lazy(() => import('./LogContactDialog.tsx').then((loaded) => ({ default: loaded.LogContactDialog })))
