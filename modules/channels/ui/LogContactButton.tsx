import { IconPhonePlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { Button, useText } from '#web/kit.tsx'
import { logContact } from '../contract.ts'
import type { LogContactProps } from './LogContactDialog.tsx'
import { mailWords } from './mailWords.ts'

const LogContactDialog = lazy(() => import('./LogContactDialog.tsx').then((loaded) => ({ default: loaded.LogContactDialog })))

/** "Ghi lại liên hệ": on a customer's own page, or wherever a room puts it. */
export function LogContactButton(given: Omit<LogContactProps, 'onClose'>) {
  const t = useText(mailWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button label={t.log} icon={IconPhonePlus} does={logContact} orHide hint={t.logSays} onClick={() => setOpen(true)} />
      <Suspense fallback={null}>{open && <LogContactDialog {...given} onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
