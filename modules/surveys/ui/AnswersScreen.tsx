import { IconAdjustments, IconMoodSmile } from '@tabler/icons-react'
import { keepPreviousData } from '@tanstack/react-query'
import { askPages } from '#web/api.ts'
import {
  Button,
  ChannelBadge,
  type Column,
  Empty,
  ErrorBox,
  FilterSentence,
  Link,
  Loading,
  Row,
  Screen,
  Stack,
  Table,
  Txt,
  usePages,
  useText,
  When,
} from '#web/kit.tsx'
import { type Answer, changeSurveySettings, listAnswers } from '../contract.ts'
import { words } from '../text/screens.ts'
import { type Filters, useFilters } from './filters.ts'
import { Score } from './Score.tsx'
import { Summary } from './Summary.tsx'

/** `/khao-sat`: what customers said, counted and one by one. */
export function AnswersScreen() {
  const t = useText(words)
  const filters = useFilters()
  return (
    <Screen
      title={t.title}
      actions={<Button icon={IconAdjustments} label={t.settingsTitle} to="/cai-dat/khao-sat" does={changeSurveySettings} orHide />}
      filters={<FilterSentence words={filters.sentence} />}
    >
      <Stack gap={16}>
        <Summary asked={filters.asked} onScore={(score) => filters.change({ diem: String(score) })} />
        <List filters={filters} />
      </Stack>
    </Screen>
  )
}

function List({ filters }: { filters: Filters }) {
  const t = useText(words)
  const columns = useColumns()
  const { rows, more, query } = usePages({ ...askPages(listAnswers, filters.asked), placeholderData: keepPreviousData })
  if (query.error) return <ErrorBox error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Loading of="table" rows={8} />
  return (
    <Table<Answer>
      label={t.title}
      rows={rows}
      columns={columns}
      more={more}
      to={({ case: about }) => `/hop-thu/${about.code}`}
      rowName={({ case: about }) => about.code}
      whenEmpty={
        filters.isFiltered ? (
          <Empty title={t.nothing} action={<Button label={t.dropFilters} onClick={filters.clear} />} />
        ) : (
          <Empty kind="done" icon={IconMoodSmile} title={t.none} says={t.noneSays} />
        )
      }
    />
  )
}

function useColumns(): Column<Answer>[] {
  const t = useText(words)
  return [
    { head: t.scores, width: 74, cell: ({ score }) => <Score score={score} /> },
    { head: t.comment, main: true, cell: (row) => <Said row={row} /> },
    {
      head: t.about,
      width: 250,
      cell: ({ case: { code, subject, channel } }) => (
        <Row gap={8} align="center">
          <ChannelBadge channel={channel} />
          <Txt trunc title={subject}>
            <span className="num">{code}</span> · {subject}
          </Txt>
        </Row>
      ),
    },
    { head: t.person, width: 150, notOnPhone: true, cell: ({ person }) => person?.name ?? '–' },
    {
      head: t.followUp,
      width: 120,
      num: true,
      cell: ({ followUp }) => (followUp ? <Link to={`/hop-thu/${followUp.code}`}>{followUp.code}</Link> : '–'),
    },
    { head: t.at, width: 100, num: true, cell: ({ at }) => <When at={at} list /> },
  ]
}

function Said({ row: { comment, customer, formerScore } }: { row: Answer }) {
  const t = useText(words)
  const meta = [customer?.name ?? t.nobody, formerScore ? t.changedFrom(formerScore) : ''].filter(Boolean).join(' · ')
  return (
    <Stack gap={2}>
      {comment && <Txt pre>{comment}</Txt>}
      <Txt size={12} tone={3}>
        {meta}
      </Txt>
    </Stack>
  )
}
