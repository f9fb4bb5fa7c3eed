import { IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask, askPages, tell } from '#web/api.ts'
import {
  Button,
  Checkbox,
  Chip,
  type Column,
  Empty,
  ErrorBox,
  FilterSentence,
  Form,
  Grid,
  Loading,
  Modal,
  PersonCard,
  PhoneField,
  Screen,
  Select,
  Stack,
  say,
  Table,
  TextField,
  useAddress,
  useFields,
  useGo,
  usePages,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { Hat, type Person } from '../../contract/shapes.ts'
import { addPerson, listPeople, listUnits } from '../../contract.ts'
import { hatWords } from '../../text/hats.ts'
import { settingsWords } from '../../text/settings.ts'
import { AccountChip, HatsLine, useHatName } from './people.tsx'

/** `/cai-dat/nhan-su`: who works here, what they wear, who can sign in. */
export function PeopleScreen() {
  const t = useText(settingsWords)
  const [adding, setAdding] = useState(false)
  return (
    <Screen
      title={t.people}
      actions={<Button icon={IconPlus} label={t.addPerson} variant="filled" does={addPerson} onClick={() => setAdding(true)} />}
      filters={<PeopleFilter />}
    >
      <People />
      {adding && <AddPerson onClose={() => setAdding(false)} />}
    </Screen>
  )
}

function useAsked() {
  const { search, change } = useAddress()
  const hat = Hat.safeParse(search.vai).data
  const unitId = /^[0-9a-f-]{36}$/.test(search.donvi ?? '') ? search.donvi : undefined
  const asked = { find: search.q || undefined, hat, unitId, left: search.nghi === '1' }
  return { asked, change }
}

function PeopleFilter() {
  const t = useText(settingsWords)
  const hatName = useHatName()
  const { asked, change } = useAsked()
  const { data: units = [] } = useQuery(ask(listUnits, {}))
  const [typed, setTyped] = useState(asked.find ?? '')
  useEffect(() => {
    const wait = setTimeout(() => change({ q: typed.trim() }), 200)
    return () => clearTimeout(wait)
  }, [typed, change])
  return (
    <Stack gap={8} grow>
      <TextField label={t.findPerson} icon={IconSearch} type="search" value={typed} onChange={setTyped} />
      <FilterSentence
        words={[
          t.sentence,
          {
            id: 'nghi',
            says: t.account,
            value: asked.left ? '1' : '0',
            options: [
              { value: '0', label: t.working },
              { value: '1', label: t.departed },
            ],
            pick: ([value]) => change({ nghi: value === '1' ? '1' : null }),
          },
          ', ',
          {
            id: 'vai',
            says: t.hats,
            value: asked.hat ?? '',
            whatever: t.anyHat,
            options: Hat.options.map((value) => ({ value, label: hatName(value) })),
            pick: ([value]) => change({ vai: value ?? null }),
          },
          ', ',
          {
            id: 'donvi',
            says: t.unit,
            value: asked.unitId ?? '',
            whatever: t.anyUnit,
            options: units.map(({ id, name }) => ({ value: id, label: name })),
            pick: ([value]) => change({ donvi: value ?? null }),
          },
        ]}
      />
    </Stack>
  )
}

function People() {
  const t = useText(settingsWords)
  const { asked } = useAsked()
  const { rows, more, query } = usePages({ ...askPages(listPeople, { ...asked, limit: 50 }), placeholderData: keepPreviousData })
  const columns = useColumns()
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading of="table" rows={10} />
  return (
    <Table<Person>
      label={t.people}
      rows={rows}
      columns={columns}
      more={more}
      to={({ id }) => `/cai-dat/nhan-su/${id}`}
      whenEmpty={<Empty title={t.nobody} says={t.nobodySays} />}
    />
  )
}

function useColumns(): Column<Person>[] {
  const t = useText(settingsWords)
  return [
    {
      head: t.name,
      main: true,
      cell: ({ id, name, code, grade, availability, leftAt }) => (
        <PersonCard id={id} name={name} size={30} tier={grade} line={code} availability={leftAt ? undefined : availability} />
      ),
    },
    { head: t.hats, cell: ({ hats }) => <HatsLine hats={hats} /> },
    { head: t.unit, cell: ({ unitName, positionTitle }) => [positionTitle, unitName].filter(Boolean).join(' · ') || '–' },
    { head: t.manager, cell: ({ managerName }) => managerName ?? '–', notOnPhone: true },
    {
      head: t.account,
      width: 150,
      cell: (person) => (person.leftAt ? <Chip>{t.departed}</Chip> : <AccountChip account={person.account} />),
    },
  ]
}

function AddPerson({ onClose }: { onClose: () => void }) {
  const t = useText(settingsWords)
  const names = useText(hatWords)
  const go = useGo()
  const { data: units = [] } = useQuery(ask(listUnits, {}))
  const { values, field, set } = useFields({
    ...{ name: '', honorific: '', mail: '', phone: '', invite: true },
    unitId: null as string | null,
    hat: 'support_officer' as (typeof Hat.options)[number] | null,
  })
  const add = useMutation({
    ...tell(addPerson),
    onSuccess: async ({ id, mail }, { invite }) => {
      say(invite ? t.invited(mail) : t.saved)
      await queries.invalidateQueries({ queryKey: ['org'] })
      go(`/cai-dat/nhan-su/${id}`)
    },
  })
  const submit = () => {
    const { hat, invite, mail, ...rest } = values
    const willInvite = invite && mail.trim() !== ''
    add.mutate({ ...rest, mail: mail.trim(), invite: willInvite, ...(hat ? { hats: [{ hat, share: 100, main: true }] } : {}) })
  }
  return (
    <Modal open onClose={onClose} title={t.addPerson} size={560}>
      <Form
        onSubmit={submit}
        error={add.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.addPerson} variant="filled" type="submit" busy={add.isPending} />
          </>
        }
      >
        <Grid columns="2fr 1fr">
          <TextField label={t.name} required autoFocus {...field('name')} />
          <TextField label={t.honorific} {...field('honorific')} />
        </Grid>
        <Grid columns={2}>
          <TextField label={t.mail} type="email" inputMode="email" {...field('mail')} />
          <PhoneField label={t.phone} {...field('phone')} />
        </Grid>
        <Grid columns={2}>
          <Select label={t.main} options={Hat.options.map((value) => ({ value, label: names[value] }))} clearable {...field('hat')} />
          <Select label={t.unit} options={units.map(({ id, name }) => ({ value: id, label: name }))} clearable {...field('unitId')} />
        </Grid>
        <Checkbox
          label={t.inviteNow}
          hint={values.mail.trim() === '' ? t.noMail : undefined}
          value={values.invite && values.mail.trim() !== ''}
          disabled={values.mail.trim() === ''}
          onChange={(on) => set('invite', on)}
        />
      </Form>
    </Modal>
  )
}
