import { IconFileSpreadsheet, IconPlus, IconSearch, IconUsers } from '@tabler/icons-react'
import { keepPreviousData, useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { askPages } from '#web/api.ts'
import {
  Avatar,
  Button,
  type Column,
  CustomerTier,
  Empty,
  ErrorBox,
  format,
  Loading,
  Menu,
  Row,
  Screen,
  Stack,
  say,
  sayFailure,
  Table,
  TextField,
  Txt,
  useKeys,
  useLanguage,
  useMay,
  usePages,
  useText,
} from '#web/kit.tsx'
import type { CustomerRow } from '../contract/shapes.ts'
import { addCustomer, listCustomers, revealPhone } from '../contract.ts'
import { words } from '../text/screens.ts'
import { AddDialog } from './AddDialog.tsx'
import { saveSheet } from './export.ts'
import { FilterLine } from './FilterLine.tsx'
import { type Filters, useFilters } from './filters.ts'
import { tierOf, titleOf } from './named.ts'

/** `/khach`: everybody one may see, found by anything one remembers of them. */
export function ListScreen() {
  const t = useText(words)
  const filters = useFilters()
  const { asked, sort, adding, change } = filters
  const mayAdd = useMay(addCustomer) !== undefined
  useKeys([{ keys: 'c', says: t.add, does: () => change({ them: '1' }), group: 'here', when: mayAdd }])
  return (
    <Screen
      title={t.customers}
      actions={
        <>
          <ExportMenu filters={filters} />
          <Button label={t.add} icon={IconPlus} variant="filled" does={addCustomer} orHide kbd="c" onClick={() => change({ them: '1' })} />
        </>
      }
      filters={
        <Stack gap={8} grow>
          <SearchBox key={asked.q === undefined ? 'empty' : 'typed'} value={asked.q ?? ''} onChange={(q) => change({ q })} />
          <FilterLine filters={filters} />
        </Stack>
      }
    >
      <List filters={filters} key={sort} />
      {adding && mayAdd && <AddDialog onClose={() => change({ them: null })} />}
    </Screen>
  )
}

/** Asks when one pauses, and keeps what is typed in the address. */
function SearchBox({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useText(words)
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed.trim() === value) return
    const wait = setTimeout(() => onChange(typed.trim()), 200)
    return () => clearTimeout(wait)
  }, [typed, value, onChange])
  return <TextField label={t.find} icon={IconSearch} type="search" value={typed} onChange={setTyped} placeholder={t.search} />
}

function List({ filters }: { filters: Filters }) {
  const t = useText(words)
  const { asked, sort, isFiltered, clear, change } = filters
  const columns = useColumns()
  const { rows, more, query } = usePages({ ...askPages(listCustomers, { ...asked, sort }), placeholderData: keepPreviousData })
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading of="table" rows={10} />
  return (
    <Table<CustomerRow>
      label={t.customers}
      rows={rows}
      columns={columns}
      to={({ code }) => `/khach/${code}`}
      rowName={({ name }) => name}
      more={more}
      sort={asked.q ? undefined : { by: sort, down: sort === 'newest' }}
      onSort={({ by }) => change({ sap: by === 'newest' ? 'moi' : null })}
      whenEmpty={
        isFiltered ? (
          <Empty title={t.nothing} says={t.nothingSays} action={<Button label={t.dropFilters} onClick={clear} />} />
        ) : (
          <Empty
            kind="setup"
            icon={IconUsers}
            title={t.none}
            says={t.noneSays}
            action={<Button label={t.add} icon={IconPlus} does={addCustomer} orHide onClick={() => change({ them: '1' })} />}
          />
        )
      }
    />
  )
}

function useColumns(): Column<CustomerRow>[] {
  const t = useText(words)
  const language = useLanguage()
  return [
    {
      head: t.customer,
      sortBy: 'name',
      main: true,
      cell: (row) => (
        <Row gap={10} align="center">
          <Avatar id={row.id} name={row.name} size={30} />
          <Stack gap={2}>
            <Row gap={6} align="center">
              <Txt weight={600}>{titleOf(row)}</Txt>
              {tierOf(row.tier, language) && <CustomerTier label={tierOf(row.tier, language) ?? ''} />}
            </Row>
            <Txt size={12} tone={3} num>
              {[row.code, row.companyName].filter(Boolean).join(' · ')}
            </Txt>
          </Stack>
        </Row>
      ),
    },
    { head: t.phone, num: true, width: 130, cell: ({ mainPhone }) => mainPhone ?? '–' },
    { head: t.mail, cell: ({ mainMail }) => mainMail ?? '–', notOnPhone: true },
    { head: t.province, cell: ({ provinceName }) => provinceName ?? '–' },
    { head: t.owner, cell: ({ ownerName }) => ownerName ?? '–' },
    { head: t.tags, cell: ({ tags }) => tags.join(', ') || '–', notOnPhone: true },
    {
      head: t.firstSeen,
      sortBy: 'newest',
      num: true,
      width: 110,
      cell: ({ firstSeenAt }) => format.date(firstSeenAt, language),
      notOnPhone: true,
    },
  ]
}

function ExportMenu({ filters: { asked } }: { filters: Filters }) {
  const t = useText(words)
  const mayReveal = useMay(revealPhone) === 'all'
  const save = useMutation({
    mutationFn: (withContacts: boolean) => saveSheet(asked, withContacts),
    onSuccess: (count) => say(t.exported(count)),
    onError: sayFailure,
    retry: false,
  })
  return (
    <Menu
      trigger={<Button label={t.exportExcel} icon={IconFileSpreadsheet} does="customers.export" orHide busy={save.isPending} />}
      items={[
        { label: t.exportMasked, hint: t.exportNote, does: 'customers.export', onClick: () => save.mutate(false) },
        mayReveal && { label: t.exportWithContacts, does: 'customers.export', onClick: () => save.mutate(true) },
      ]}
    />
  )
}
