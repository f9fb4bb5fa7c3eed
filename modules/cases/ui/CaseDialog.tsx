import { lazy, Suspense } from 'react'
import type { CaseRow } from '../contract/shapes.ts'

/** What is asked of a person before a change of one case. */
export type Asking =
  | {
      what:
        | 'snooze'
        | 'resolve'
        | 'assign'
        | 'classify'
        | 'escalate'
        | 'merge'
        | 'link'
        | 'parent'
        | 'invite'
        | 'promise'
        | 'cancel'
        | 'reopen'
      row: CaseRow
    }
  | { what: 'lower'; row: CaseRow; severity: 2 | 3 | 4 }
  | { what: 'split'; row: CaseRow; messageId: string; subject: string }

const Dialogs = lazy(() => import('./dialogs/Dialogs.tsx').then((loaded) => ({ default: loaded.Dialogs })))

/** Loaded when the first question is asked. */
export function CaseDialog(given: { asking: Asking; onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <Dialogs {...given} />
    </Suspense>
  )
}
