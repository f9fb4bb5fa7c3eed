import { IconMail, IconNote, IconPhonePlus, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { LogContactDialog } from '#channels/places'
import { NewMailDialog } from '#conversations/places'
import { IconButton, Menu, useKeys, useMay, useText } from '#web/kit.tsx'
import { openCase } from '../contract.ts'
import { words } from './words.ts'

const OpenCaseDialog = lazy(() => import('./dialogs/OpenCaseDialog.tsx').then((loaded) => ({ default: loaded.OpenCaseDialog })))

/** Begins something: a mail to a customer, a contact noted by hand, a case. */
export function CreateMenu() {
  const t = useText(words)
  const [open, setOpen] = useState<'mail' | 'contact' | 'case'>()
  const may = useMay(openCase)
  useKeys([{ keys: 'c', says: t.openCase, does: () => setOpen('case'), when: may !== undefined }])
  const close = () => setOpen(undefined)
  return (
    <>
      <Menu
        label={t.create}
        trigger={<IconButton icon={IconPlus} label={t.create} variant="boxed" kbd="c" />}
        items={[
          { label: t.newMail, icon: IconMail, does: 'conversations.reply', onClick: () => setOpen('mail') },
          { label: t.logContact, icon: IconPhonePlus, does: 'channels.log', onClick: () => setOpen('contact') },
          { label: t.openCase, icon: IconNote, kbd: 'c', does: openCase, onClick: () => setOpen('case') },
        ]}
      />
      <Suspense fallback={null}>
        {open === 'mail' && <NewMailDialog onClose={close} />}
        {open === 'contact' && <LogContactDialog onClose={close} />}
        {open === 'case' && <OpenCaseDialog onClose={close} />}
      </Suspense>
    </>
  )
}
