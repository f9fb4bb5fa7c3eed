import { IconAlarmSnooze, IconCheck, IconTag, IconUserPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { BulkBar, useText } from '#web/kit.tsx'
import { assignCase, bulkChange, resolveCase } from '../contract.ts'
import { words } from './words.ts'

export type BulkWhat = 'assign' | 'tag' | 'snooze' | 'resolve'
const BulkDialog = lazy(() => import('./dialogs/BulkDialog.tsx').then((loaded) => ({ default: loaded.BulkDialog })))

/** What can be done to all chosen cases at once. */
export function BulkChanges({
  checked,
  onChecked,
  shown,
  all,
}: {
  checked: Set<string>
  onChecked: (checked: Set<string>) => void
  /** How many are listed. */
  shown: number
  all: () => void
}) {
  const t = useText(words)
  const [what, setWhat] = useState<BulkWhat>()
  return (
    <>
      <BulkBar
        count={checked.size}
        noun={t.nounCases}
        onClear={() => onChecked(new Set())}
        all={{ count: Math.min(100, shown), onSelect: all }}
        actions={[
          { id: 'assign', label: t.assign, icon: IconUserPlus, needs: assignCase, does: () => setWhat('assign') },
          { id: 'tag', label: t.tag, icon: IconTag, needs: bulkChange, does: () => setWhat('tag') },
          { id: 'snooze', label: t.snooze, icon: IconAlarmSnooze, needs: bulkChange, does: () => setWhat('snooze') },
          { id: 'resolve', label: t.done, icon: IconCheck, needs: resolveCase, does: () => setWhat('resolve') },
        ]}
      />
      {what && (
        <Suspense fallback={null}>
          <BulkDialog
            what={what}
            ids={[...checked].slice(0, 100)}
            onClose={() => setWhat(undefined)}
            onDone={(failed) => {
              setWhat(undefined)
              onChecked(new Set(failed))
            }}
          />
        </Suspense>
      )}
    </>
  )
}
