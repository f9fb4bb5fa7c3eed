import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, tell } from '#web/api.ts'
import {
  Banner,
  Button,
  Form,
  Grid,
  Link,
  Modal,
  PhoneField,
  Segmented,
  Stack,
  say,
  TextField,
  useFields,
  useGo,
  useText,
} from '#web/kit.tsx'
import { usePaused } from '#web/pause.ts'
import { queries } from '#web/queries.ts'
import { addCustomer, findDuplicates } from '../contract.ts'
import { likeWhy } from '../text/names.ts'
import { words } from '../text/screens.ts'
import { OwnerField, PlaceFields } from './fields.tsx'
import { titleOf } from './named.ts'

type Values = {
  kind: 'person' | 'company'
  name: string
  honorific: string
  phone: string
  mail: string
  ownerId: string | null
  addressLine: string
  provinceCode: string | null
  wardCode: string | null
  legacyAddress: string
}

const NOBODY: Values = {
  ...{ kind: 'person', name: '', honorific: '', phone: '', mail: '', ownerId: null },
  ...{ addressLine: '', provinceCode: null, wardCode: null, legacyAddress: '' },
}

/** Adds a person or company by hand, and says at once who may be the same. */
export function AddDialog({ onClose }: { onClose: () => void }) {
  const t = useText(words)
  const go = useGo()
  const fields = useFields<Values>(NOBODY)
  const add = useMutation({
    ...tell(addCustomer),
    onSuccess: ({ code }) => {
      say(t.added(code))
      void queries.invalidateQueries({ queryKey: ['customers'] })
      go(`/khach/${code}`, { replace: true })
    },
  })
  const submit = () => {
    const { phone, mail, ...rest } = fields.values
    const identities = [
      ...(phone.trim() ? [{ kind: 'phone' as const, value: phone }] : []),
      ...(mail.trim() ? [{ kind: 'mail' as const, value: mail }] : []),
    ]
    add.mutate({ ...rest, identities })
  }
  return (
    <Modal open onClose={onClose} title={t.addTitle} size={600}>
      <Form
        onSubmit={submit}
        error={add.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.add} variant="filled" type="submit" busy={add.isPending} />
          </>
        }
      >
        <WhoFields {...fields} />
        <OwnerField {...fields.field('ownerId')} />
        <PlaceFields
          value={fields.values}
          onChange={({ addressLine, provinceCode, wardCode, legacyAddress }) => {
            if (addressLine !== undefined) fields.set('addressLine', addressLine)
            if (provinceCode !== undefined) fields.set('provinceCode', provinceCode)
            if (wardCode !== undefined) fields.set('wardCode', wardCode)
            if (legacyAddress !== undefined) fields.set('legacyAddress', legacyAddress)
          }}
        />
      </Form>
    </Modal>
  )
}

function WhoFields({ values, set, field }: ReturnType<typeof useFields<Values>>) {
  const t = useText(words)
  const isPerson = values.kind === 'person'
  return (
    <>
      <Segmented
        label={t.kind}
        value={values.kind}
        onChange={(kind) => set('kind', kind)}
        options={[
          { value: 'person', label: t.person },
          { value: 'company', label: t.company },
        ]}
      />
      <Grid columns={isPerson ? '2fr 1fr' : 1}>
        <TextField label={isPerson ? t.name : t.companyName} required autoFocus {...field('name')} />
        {isPerson && <TextField label={t.honorific} placeholder={t.honorificHint} {...field('honorific')} />}
      </Grid>
      <Grid columns={2}>
        <PhoneField label={t.phone} {...field('phone')} name="identities.0.value" />
        <TextField label={t.mail} type="email" inputMode="email" {...field('mail')} />
      </Grid>
      <MaybeSame name={values.name} phone={values.phone} mail={values.mail} provinceCode={values.provinceCode} />
    </>
  )
}

/** Profiles of the same phone, mail, or name; nothing when nobody is alike. */
export function MaybeSame(given: { name?: string; phone?: string; mail?: string; provinceCode?: string | null; notId?: string }) {
  const t = useText(words)
  const why = useText(likeWhy)
  const asked = {
    name: usePaused(given.name?.trim() || undefined),
    phone: usePaused(given.phone || undefined),
    mail: usePaused(given.mail || undefined),
    provinceCode: given.provinceCode ?? undefined,
    notId: given.notId,
  }
  const { data: alike = [] } = useQuery({
    ...ask(findDuplicates, asked),
    enabled: (asked.name?.length ?? 0) > 3 || (asked.phone?.length ?? 0) > 8 || Boolean(asked.mail?.includes('@')),
  })
  if (alike.length === 0) return null
  return (
    <Banner>
      <Stack gap={4}>
        <span>{t.likeHim}</span>
        {alike.slice(0, 4).map((one) => (
          <Link key={one.id} to={`/khach/${one.code}`}>
            {[titleOf(one), one.code, one.why.map((reason) => why[reason]).join(', ')].join(' · ')}
          </Link>
        ))}
      </Stack>
    </Banner>
  )
}
