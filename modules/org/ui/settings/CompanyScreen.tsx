import { IconPencil, IconPhoto, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { z } from 'zod'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Card,
  ErrorBox,
  Form,
  Grid,
  IconButton,
  Loading,
  Modal,
  Row,
  Screen,
  Select,
  Stack,
  say,
  sayFailure,
  Table,
  TextField,
  Txt,
  upload,
  useFields,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Branch } from '../../contract/chart.ts'
import type { Company } from '../../contract/me.ts'
import { addBranch, changeBranch, changeCompany, getCompany, listBranches } from '../../contract.ts'
import { settingsWords } from '../../text/settings.ts'

/** `/cai-dat/cong-ty`: what customers and colleagues see of the company, and its branches. */
export function CompanyScreen() {
  const t = useText(settingsWords)
  const company = useQuery(ask(getCompany, {}))
  return (
    <Screen title={t.company} narrow>
      {company.error && <ErrorBox error={company.error} retry={() => void company.refetch()} />}
      {company.isPending && <Loading of="card" />}
      {company.data && (
        <Stack gap={14}>
          <CompanyCard company={company.data} />
          <BranchesCard />
        </Stack>
      )}
    </Screen>
  )
}

function CompanyCard({ company }: { company: z.output<typeof Company> }) {
  const t = useText(settingsWords)
  const { values, field, set, dirty, reset } = useFields(company)
  const save = useMutation({
    ...tell(changeCompany),
    onSuccess: async (kept) => {
      reset(kept)
      say(t.saved)
      await Promise.all([queries.invalidateQueries({ queryKey: ['org'] }), queries.invalidateQueries({ queryKey: ['me'] })])
    },
  })
  return (
    <Card>
      <Form
        onSubmit={() => save.mutate(values)}
        error={save.error}
        actions={
          <Button
            label={t.save}
            variant="filled"
            type="submit"
            does={changeCompany}
            busy={save.isPending}
            disabledBecause={!dirty && t.saved}
          />
        }
      >
        <TextField label={t.companyName} required {...field('name')} />
        <TextField label={t.shortName} hint={t.shortNameHint} {...field('shortName')} />
        <Grid columns={2}>
          <TextField label={t.hotline} inputMode="tel" {...field('hotline')} />
          <TextField label={t.mail} type="email" inputMode="email" {...field('mail')} />
        </Grid>
        <TextField label={t.address} {...field('address')} />
        <Grid columns={2}>
          <TextField label={t.taxCode} inputMode="numeric" {...field('taxCode')} />
          <Select
            label={t.language}
            hint={t.languageHint}
            name="language"
            value={values.language}
            options={[
              { value: 'vi', label: t.vietnamese },
              { value: 'en', label: t.english },
            ]}
            onChange={(language) => language && set('language', language)}
          />
        </Grid>
        <TextField
          label={t.hue}
          hint={t.hueHint}
          name="hue"
          value={values.hue ?? ''}
          onChange={(hue) => set('hue', hue.trim() === '' ? null : hue.trim())}
        />
        <LogoField value={values.logoFileId} onChange={(id) => set('logoFileId', id)} />
      </Form>
    </Card>
  )
}

function LogoField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const t = useText(settingsWords)
  const input = useRef<HTMLInputElement>(null)
  const send = useMutation({ mutationFn: (file: File) => upload(file), onSuccess: ({ id }) => onChange(id), onError: sayFailure })
  return (
    <Stack gap={6}>
      <Txt weight={600}>{t.logo}</Txt>
      <Row gap={10} align="center" wrap>
        {value && <img src={`/api/v1/files/${value}`} alt={t.logo} style={{ height: 48, maxWidth: 200, objectFit: 'contain' }} />}
        <Button size="sm" icon={IconPhoto} label={t.chooseLogo} busy={send.isPending} onClick={() => input.current?.click()} />
        {value && <Button size="sm" variant="subtle" label={t.removeLogo} onClick={() => onChange(null)} />}
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp"
          hidden
          aria-label={t.chooseLogo}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            if (file) send.mutate(file)
            target.value = ''
          }}
        />
      </Row>
      <Txt size={12} tone={3}>
        {t.logoHint}
      </Txt>
    </Stack>
  )
}

type BranchRow = z.output<typeof Branch>

function BranchesCard() {
  const t = useText(settingsWords)
  const { data = [] } = useQuery(ask(listBranches, {}))
  const [open, setOpen] = useState<BranchRow | 'new'>()
  return (
    <Card
      title={t.branches}
      flush
      action={<Button size="sm" icon={IconPlus} label={t.addBranch} does={addBranch} onClick={() => setOpen('new')} />}
    >
      <Table<BranchRow>
        bare
        label={t.branches}
        rows={data}
        whenEmpty={t.noBranches}
        columns={[
          { head: t.branchName, cell: ({ name }) => <Txt weight={600}>{name}</Txt>, main: true },
          { head: t.branchCode, cell: ({ code }) => code },
          { head: t.address, cell: ({ address }) => address || '–' },
          {
            head: '',
            width: 40,
            cell: (row) => (
              <IconButton
                icon={IconPencil}
                label={`${t.editBranch}: ${row.name}`}
                does={changeBranch}
                orHide
                onClick={() => setOpen(row)}
              />
            ),
          },
        ]}
      />
      {open && <BranchDialog branch={open === 'new' ? undefined : open} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

function BranchDialog({ branch, onClose }: { branch: BranchRow | undefined; onClose: () => void }) {
  const t = useText(settingsWords)
  const { values, field } = useFields({ code: branch?.code ?? '', name: branch?.name ?? '', address: branch?.address ?? '' })
  const done = () => {
    say(t.saved)
    onClose()
    return queries.invalidateQueries({ queryKey: ['org'] })
  }
  const add = useMutation({ ...tell(addBranch), onSuccess: done })
  const change = useMutation({ ...tell(changeBranch), onSuccess: done })
  return (
    <Modal open onClose={onClose} title={branch ? t.editBranch : t.addBranch}>
      <Form
        onSubmit={() => (branch ? change.mutate({ ...values, id: branch.id }) : add.mutate(values))}
        error={add.error ?? change.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.save} variant="filled" type="submit" busy={add.isPending || change.isPending} />
          </>
        }
      >
        <Grid columns="1fr 2fr">
          <TextField label={t.branchCode} required autoFocus {...field('code')} />
          <TextField label={t.branchName} required {...field('name')} />
        </Grid>
        <TextField label={t.address} {...field('address')} />
      </Form>
    </Modal>
  )
}
