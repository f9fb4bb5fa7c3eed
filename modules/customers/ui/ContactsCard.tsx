import {
  IconAt,
  IconBrandFacebook,
  IconBrandMessenger,
  IconCheck,
  IconCopy,
  IconDots,
  IconPhone,
  IconPlus,
  IconStar,
  IconTrash,
  IconUserCircle,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#web/api.ts'
import {
  Button,
  Card,
  confirm,
  Form,
  type Icon,
  Link,
  Menu,
  Modal,
  Row,
  Segmented,
  Stack,
  say,
  sayFailure,
  TextField,
  Txt,
  useFields,
  useMay,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Customer, Identity, IdentityKind } from '../contract/shapes.ts'
import { addIdentity, changeIdentity, removeIdentity, revealPhone } from '../contract.ts'
import { words } from '../text/screens.ts'
import { useReveal } from './reveal.ts'

const ICONS: Record<IdentityKind, Icon> = {
  phone: IconPhone,
  mail: IconAt,
  zalo: IconBrandMessenger,
  facebook: IconBrandFacebook,
  other: IconUserCircle,
}

const again = () => queries.invalidateQueries({ queryKey: ['customers'] })

/** Every way to reach and recognise the customer; numbers stay covered until somebody asks, and that is kept. */
export function ContactsCard({ customer }: { customer: Customer }) {
  const t = useText(words)
  const reveal = useReveal(customer.id)
  const mayReveal = useMay(revealPhone)
  const [adding, setAdding] = useState(false)
  const isMasked = customer.identities.some(({ id, isMasked }) => isMasked && !reveal.shown.has(id))
  return (
    <Card
      title={t.contacts}
      action={
        <Row gap={6}>
          {isMasked && mayReveal && <Button size="sm" variant="subtle" label={t.reveal} busy={reveal.busy} onClick={reveal.ask} />}
          <Button size="sm" label={t.addContact} icon={IconPlus} does={addIdentity} orHide onClick={() => setAdding(true)} />
        </Row>
      }
    >
      <Stack gap={10}>
        {customer.identities.length === 0 && <Txt tone={3}>{t.noContacts}</Txt>}
        {customer.identities.map((one) => (
          <Contact key={one.id} customerId={customer.id} identity={one} full={reveal.shown.get(one.id)} />
        ))}
      </Stack>
      {adding && <AddContact customerId={customer.id} onClose={() => setAdding(false)} />}
    </Card>
  )
}

function Contact({ customerId, identity, full }: { customerId: string; identity: Identity; full: string | undefined }) {
  const t = useText(words)
  const Mark = ICONS[identity.kind]
  const shown = full ?? identity.shown
  const isOpen = full !== undefined || !identity.isMasked
  const notes = [identity.label, identity.isMain && t.main, identity.verifiedAt && t.verified].filter(Boolean)
  return (
    <Row gap={8} align="center">
      <Mark size={16} stroke={1.75} aria-hidden />
      <Stack gap={2} grow>
        {isOpen && identity.kind === 'phone' ? (
          <Link to={`tel:${shown.replace(/\s/g, '')}`}>{shown}</Link>
        ) : (
          <Txt num trunc title={shown}>
            {shown}
          </Txt>
        )}
        {notes.length > 0 && (
          <Txt size={12} tone={identity.verifiedAt ? 'ma' : 3}>
            {notes.join(' · ')}
          </Txt>
        )}
      </Stack>
      <ContactMenu customerId={customerId} identity={identity} shown={shown} isOpen={isOpen} />
    </Row>
  )
}

function ContactMenu(given: { customerId: string; identity: Identity; shown: string; isOpen: boolean }) {
  const { customerId: id, identity, shown, isOpen } = given
  const t = useText(words)
  const change = useMutation({ ...tell(changeIdentity), onSuccess: again, onError: sayFailure })
  const remove = useMutation({ ...tell(removeIdentity), onSuccess: again, onError: sayFailure })
  const identityId = identity.id
  const drop = async () => {
    const sure = await confirm({ title: t.removeTitle(shown), consequences: t.removeSays, verb: t.remove, danger: true })
    if (sure) remove.mutate({ id, identityId })
  }
  const copy = async () => {
    await navigator.clipboard.writeText(shown)
    say(t.copied)
  }
  return (
    <Menu
      trigger={{ icon: IconDots, label: `${t.contacts}: ${shown}` }}
      items={[
        isOpen && { label: t.copy, icon: IconCopy, onClick: () => void copy() },
        !identity.isMain && {
          label: t.makeMain,
          icon: IconStar,
          does: changeIdentity,
          onClick: () => change.mutate({ id, identityId, isMain: true }),
        },
        !identity.verifiedAt && {
          label: t.markVerified,
          icon: IconCheck,
          does: changeIdentity,
          onClick: () => change.mutate({ id, identityId, verified: true }),
        },
        'line',
        { label: t.remove, icon: IconTrash, danger: true, does: removeIdentity, onClick: () => void drop() },
      ]}
    />
  )
}

function AddContact({ customerId, onClose }: { customerId: string; onClose: () => void }) {
  const t = useText(words)
  const { values, set, field } = useFields({ kind: 'phone' as IdentityKind, value: '', label: '' })
  const add = useMutation({
    ...tell(addIdentity),
    onSuccess: () => {
      say(t.saved)
      onClose()
      return again()
    },
  })
  return (
    <Modal open onClose={onClose} title={t.addContactTitle}>
      <Form
        onSubmit={() => add.mutate({ id: customerId, ...values })}
        error={add.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.addContact} variant="filled" type="submit" busy={add.isPending} />
          </>
        }
      >
        <Segmented
          label={t.contacts}
          value={values.kind}
          onChange={(kind) => set('kind', kind)}
          options={[
            { value: 'phone', label: t.phone },
            { value: 'mail', label: t.mail },
            { value: 'zalo', label: 'Zalo' },
            { value: 'facebook', label: 'Facebook' },
            { value: 'other', label: t.other },
          ]}
        />
        <TextField label={t.contactValue} required autoFocus {...field('value')} />
        <TextField label={t.label} placeholder={t.labelHint} {...field('label')} />
      </Form>
    </Modal>
  )
}
