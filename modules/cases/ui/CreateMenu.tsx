import { IconMail, IconNote, IconPencil, IconPhonePlus, IconPlus } from '@tabler/icons-react'
import { lazy, Suspense, useState } from 'react'
import { LogContactDialog } from '#channels/places'
import { NewMailDialog } from '#conversations/places'
import { IconButton, Menu, useKeys, useMay, useText } from '#web/kit.tsx'
import { listUnsent, openCase } from '../contract.ts'
import { words } from './words.ts'

const OpenCaseDialog = lazy(() => import('./dialogs/OpenCaseDialog.tsx').then((loaded) => ({ default: loaded.OpenCaseDialog })))

const UnsentDialog = lazy(() => import('./dialogs/UnsentDialog.tsx').then((loaded) => ({ default: loaded.UnsentDialog })))

/** Begins something: a mail to a customer, a contact noted by hand, a case; or goes on with what was begun. */
export function CreateMenu() {
  const t = useText(words)
  const [open, setOpen] = useState<'mail' | 'contact' | 'case' | 'unsent'>()
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
          { label: t.unsent, icon: IconPencil, does: listUnsent, onClick: () => setOpen('unsent') },
        ]}
      />
      <Suspense fallback={null}>
        {open === 'mail' && <NewMailDialog onClose={close} />}
        {open === 'contact' && <LogContactDialog onClose={close} />}
        {open === 'case' && <OpenCaseDialog onClose={close} />}
        {open === 'unsent' && <UnsentDialog onClose={close} />}
      </Suspense>
    </>
  )
}
