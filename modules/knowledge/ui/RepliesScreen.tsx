import { IconMessage2, IconPlus, IconSearch } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { askPages } from '#web/api.ts'
import {
  Button,
  ChannelBadge,
  Chip,
  type Column,
  Empty,
  ErrorBox,
  FilterSentence,
  format,
  Loading,
  Row,
  Screen,
  Stack,
  Table,
  TextField,
  Txt,
  useKeys,
  useLanguage,
  usePages,
  useText,
  When,
} from '#web/kit.tsx'
import { addReply, listReplies, type SavedReply } from '../contract.ts'
import { words } from '../text/screens.ts'
import { type Filters, useFilters } from './filters.ts'
import { ReplyDialog } from './ReplyDialog.tsx'

/** `/cai-dat/cau-tra-loi`: what one may insert with `/`, kept for oneself, a unit or everybody. */
export function RepliesScreen() {
  const t = useText(words)
  const filters = useFilters()
  const { asked, open, change } = filters
  const add = () => change({ muc: 'moi' })
  const listed = usePages({ ...askPages(listReplies, asked), placeholderData: keepPreviousData })
  const opened = listed.rows.find(({ id }) => id === open)
  useKeys([{ keys: 'c', says: t.add, does: add, group: 'here' }])
  return (
    <Screen
      title={t.title}
      actions={<Button label={t.add} icon={IconPlus} variant="filled" does={addReply} kbd="c" onClick={add} />}
      filters={
        <Stack gap={8} grow>
          <SearchBox key={asked.q === undefined ? 'empty' : 'typed'} value={asked.q ?? ''} onChange={filters.find} />
          <FilterSentence words={filters.sentence} />
        </Stack>
      }
    >
      <Stack gap={12}>
        <Txt as="p" tone={2}>
          {t.says}
        </Txt>
        <Listed listed={listed} filters={filters} onAdd={add} />
      </Stack>
      {(opened || open === 'moi') && <ReplyDialog key={open} reply={opened} onClose={() => change({ muc: null })} />}
    </Screen>
  )
}

/** Asks when one pauses. */
function SearchBox({ value, onChange }: { value: string; onChange: (q: string) => void }) {
  const t = useText(words)
  const [typed, setTyped] = useState(value)
  useEffect(() => {
    if (typed.trim() === value) return
    const wait = setTimeout(() => onChange(typed.trim()), 200)
    return () => clearTimeout(wait)
  }, [typed, value, onChange])
  return <TextField label={t.find} icon={IconSearch} type="search" value={typed} onChange={setTyped} placeholder={t.findHint} />
}

function Listed({
  listed,
  filters,
  onAdd,
}: {
  listed: ReturnType<typeof usePages<SavedReply, readonly unknown[], unknown>>
  filters: Filters
  onAdd: () => void
}) {
  const t = useText(words)
  const columns = useColumns()
  const { rows, more, query } = listed
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading of="table" rows={8} />
  return (
    <Table<SavedReply>
      label={t.title}
      rows={rows}
      columns={columns}
      more={more}
      rowName={({ title }) => title}
      onOpen={({ id }) => filters.change({ muc: id })}
      whenEmpty={
        filters.isFiltered ? (
          <Empty title={t.nothing} action={<Button label={t.dropFilters} onClick={filters.clear} />} />
        ) : (
          <Empty
            kind="setup"
            icon={IconMessage2}
            title={t.none}
            says={t.noneSays}
            action={<Button label={t.add} does={addReply} onClick={onAdd} />}
          />
        )
      }
    />
  )
}

function useColumns(): Column<SavedReply>[] {
  const t = useText(words)
  const language = useLanguage()
  return [
    {
      head: t.reply,
      main: true,
      cell: ({ title, shortcut, body }) => (
        <Stack gap={2}>
          <Row gap={8} align="center" wrap>
            <Txt weight={600}>{title}</Txt>
            <Txt size={12} tone={3}>
              /{shortcut}
            </Txt>
          </Row>
          <Txt size={13} tone={2}>
            {startOf(body)}
          </Txt>
        </Stack>
      ),
    },
    { head: t.scope, width: 170, cell: (row) => <Circle row={row} /> },
    {
      head: t.channels,
      width: 150,
      notOnPhone: true,
      cell: ({ channels }) =>
        channels.length === 0 ? (
          <Txt tone={3}>{t.anyChannel}</Txt>
        ) : (
          <Row gap={4} wrap>
            {channels.map((channel) => (
              <ChannelBadge key={channel} channel={channel} />
            ))}
          </Row>
        ),
    },
    { head: t.usedTimes, width: 90, num: true, align: 'right', cell: ({ used }) => format.number(used, language) },
    { head: t.changed, width: 130, notOnPhone: true, cell: ({ changedAt }) => <When at={changedAt} list /> },
  ]
}

function Circle({ row: { scope, unitName } }: { row: SavedReply }) {
  const t = useText(words)
  return (
    <Chip small tint={scope === 'own' ? 'sen' : scope === 'unit' ? 'covit' : 'grey'}>
      {scope === 'unit' ? (unitName ?? t.unit) : t[scope]}
    </Chip>
  )
}

const startOf = (body: string) => {
  const line = body.replace(/\s+/g, ' ').trim()
  return line.length > 110 ? `${line.slice(0, 110).trimEnd()}…` : line
}
