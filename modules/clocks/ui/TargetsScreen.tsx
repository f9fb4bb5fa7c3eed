import { IconAlarm, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import {
  Button,
  Chip,
  type Column,
  Empty,
  ErrorBox,
  Loading,
  Row,
  Screen,
  Segmented,
  Stack,
  Table,
  Txt,
  useAddress,
  useKeys,
  useText,
  When,
} from '#web/kit.tsx'
import { addPolicy, listPolicies, type Policy } from '../contract.ts'
import { words } from '../text/screens.ts'
import { LadderCard } from './LadderCard.tsx'
import { TargetDialog } from './TargetDialog.tsx'
import { Conditions, useAmount } from './target.tsx'

const KINDS = ['first_response', 'next_response', 'resolution'] as const
type Kind = (typeof KINDS)[number]
/** As the address names them. */
const PATHS: Record<Kind, string> = { first_response: '', next_response: 'tra-loi-tiep', resolution: 'xu-ly-xong' }

/** `/cai-dat/thoi-han`: how soon to answer and to resolve, and when to remind. */
export function TargetsScreen() {
  const t = useText(words)
  const { search, change } = useAddress()
  const kind = KINDS.find((one) => PATHS[one] === (search.cho ?? '')) ?? 'first_response'
  const policies = useQuery(ask(listPolicies, {}))
  const open = policies.data?.find(({ id }) => id === search.muc)
  const add = () => change({ muc: 'moi' })
  useKeys([{ keys: 'c', says: t.add, does: add, group: 'here' }])
  return (
    <Screen title={t.targets} actions={<Button label={t.add} icon={IconPlus} variant="filled" does={addPolicy} kbd="c" onClick={add} />}>
      <Stack gap={16}>
        <Txt as="p" tone={2}>
          {t.targetsSays}
        </Txt>
        <Row>
          <Segmented
            label={t.measures}
            value={kind}
            onChange={(next) => change({ cho: PATHS[next] })}
            options={KINDS.map((one) => ({ value: one, label: t[one] }))}
          />
        </Row>
        {policies.data ? (
          <Targets rows={policies.data.filter((one) => one.kind === kind)} onOpen={({ id }) => change({ muc: id })} onAdd={add} />
        ) : policies.error ? (
          <ErrorBox error={policies.error} retry={() => void policies.refetch()} />
        ) : (
          <Loading of="table" rows={4} />
        )}
        <LadderCard />
      </Stack>
      {(open || search.muc === 'moi') && <TargetDialog key={search.muc} target={open} kind={kind} onClose={() => change({ muc: null })} />}
    </Screen>
  )
}

function Targets({ rows, onOpen, onAdd }: { rows: Policy[]; onOpen: (row: Policy) => void; onAdd: () => void }) {
  const t = useText(words)
  const amount = useAmount()
  const columns: Column<Policy>[] = [
    {
      head: t.when,
      main: true,
      cell: (row) => (
        <Row gap={8} align="center" wrap>
          <Conditions target={row} />
          {!row.enabled && <Chip small>{t.off}</Chip>}
        </Row>
      ),
    },
    { head: t.amount, num: true, width: 150, cell: (row) => <Txt weight={500}>{amount(row)}</Txt> },
    { head: t.counted, width: 130, cell: (row) => (row.workingTime ? t.workingTime : t.roundTheClock) },
    { head: t.note, notOnPhone: true, cell: (row) => <Txt tone={2}>{row.note}</Txt> },
    { head: t.precedence, num: true, align: 'right', width: 90, notOnPhone: true, cell: (row) => row.precedence },
    { head: t.changed, width: 220, cell: (row) => <Changed row={row} /> },
  ]
  return (
    <Table
      label={t.targetsOf}
      rows={rows}
      columns={columns}
      onOpen={onOpen}
      whenEmpty={
        <Empty
          kind="setup"
          icon={IconAlarm}
          title={t.noTargets}
          says={t.noTargetsSays}
          action={<Button label={t.add} does={addPolicy} onClick={onAdd} />}
        />
      }
    />
  )
}

function Changed({ row }: { row: Policy }) {
  const t = useText(words)
  if (!row.changedBy) return <Txt tone={3}>{t.shipped}</Txt>
  return (
    <Txt tone={3}>
      {row.changedBy.name}, <When at={row.changedAt} list />
    </Txt>
  )
}
