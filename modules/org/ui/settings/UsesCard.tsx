import { IconPlus, IconX } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Card,
  type Channel,
  Form,
  Grid,
  IconButton,
  Row,
  Select,
  Stack,
  say,
  Txt,
  useChannelName,
  useMay,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Calendar, CalendarUse } from '../../contract/calendars.ts'
import { listBranches, setUses } from '../../contract.ts'
import { calendarWords } from '../../text/calendars.ts'

type Use = Omit<z.output<typeof CalendarUse>, 'id'>
type Line = Use & { key: number }
const SEVERITIES = ['1', '2', '3', '4'] as const

function useLines(uses: Use[], calendars: z.output<typeof Calendar>[]) {
  const t = useText(calendarWords)
  const [lines, setLines] = useState<Line[]>(uses.map((use, key) => ({ ...use, key })))
  const [dirty, setDirty] = useState(false)
  const change = (next: Line[]) => {
    setLines(next)
    setDirty(true)
  }
  const save = useMutation({
    ...tell(setUses),
    onSuccess: () => {
      say(t.saved)
      setDirty(false)
      return queries.invalidateQueries({ queryKey: ['org'] })
    },
  })
  const first = calendars.find(({ isDefault }) => !isDefault) ?? calendars[0]
  const key = Math.max(-1, ...lines.map((line) => line.key)) + 1
  const add = () => first && change([...lines, { calendarId: first.id, channel: null, severity: null, branchId: null, key }])
  return { lines, change, add, dirty, save }
}

/** Which calendar serves which channel, severity and branch. */
export function UsesCard({ uses, calendars }: { uses: Use[]; calendars: z.output<typeof Calendar>[] }) {
  const t = useText(calendarWords)
  const may = useMay(setUses)
  const { lines, change, add, dirty, save } = useLines(uses, calendars)
  const isVague = lines.some(({ channel, severity, branchId }) => !channel && !severity && !branchId)
  const submit = () =>
    save.mutate({ uses: lines.map(({ calendarId, channel, severity, branchId }) => ({ calendarId, channel, severity, branchId })) })
  return (
    <Card title={t.uses} action={<Button size="sm" icon={IconPlus} label={t.addUse} does={setUses} onClick={add} />}>
      <Form
        onSubmit={submit}
        error={save.error}
        actions={
          may && (
            <Button
              label={t.save}
              variant="filled"
              type="submit"
              busy={save.isPending}
              disabledBecause={(isVague && t.useNothing) || (!dirty && t.saved)}
            />
          )
        }
      >
        <Txt size={12} tone={3}>
          {t.usesHint}
        </Txt>
        {lines.map((line) => (
          <UseLine
            key={line.key}
            line={line}
            calendars={calendars}
            onChange={(next) => change(lines.map((other) => (other.key === line.key ? next : other)))}
            onRemove={() => change(lines.filter(({ key }) => key !== line.key))}
          />
        ))}
      </Form>
    </Card>
  )
}

function UseLine(given: { line: Line; calendars: z.output<typeof Calendar>[]; onChange: (line: Line) => void; onRemove: () => void }) {
  const { line, calendars, onChange, onRemove } = given
  const t = useText(calendarWords)
  const channels = useChannels()
  const { data: branches = [] } = useQuery(ask(listBranches, {}))
  return (
    <Row gap={8} align="flex-end">
      <Stack grow gap={4}>
        <Grid columns={branches.length > 0 ? 4 : 3} gap={8}>
          <Select
            label={t.channel}
            placeholder={t.any}
            options={channels}
            value={line.channel}
            clearable
            onChange={(channel) => onChange({ ...line, channel })}
          />
          <Select
            label={t.severity}
            placeholder={t.any}
            options={SEVERITIES.map((value) => ({ value, label: `S${value}` }))}
            value={SEVERITIES.find((value) => Number(value) === line.severity) ?? null}
            clearable
            onChange={(severity) => onChange({ ...line, severity: severity ? Number(severity) : null })}
          />
          {branches.length > 0 && (
            <Select
              label={t.branch}
              placeholder={t.any}
              options={branches.map(({ id, name }) => ({ value: id, label: name }))}
              value={line.branchId}
              clearable
              onChange={(branchId) => onChange({ ...line, branchId })}
            />
          )}
          <Select
            label={t.calendar}
            options={calendars.map(({ id, name }) => ({ value: id, label: name }))}
            value={line.calendarId}
            onChange={(calendarId) => calendarId && onChange({ ...line, calendarId })}
          />
        </Grid>
      </Stack>
      <IconButton icon={IconX} label={t.remove} does={setUses} orHide onClick={onRemove} />
    </Row>
  )
}

/** Channels by name; the words of the house. */
function useChannels(): { value: string; label: string }[] {
  const named = (value: Channel, label: string) => ({ value, label })
  return [
    named('mail', useChannelName('mail')),
    named('form', useChannelName('form')),
    named('phone', useChannelName('phone')),
    named('counter', useChannelName('counter')),
    named('letter', useChannelName('letter')),
    named('zalo', useChannelName('zalo')),
    named('facebook', useChannelName('facebook')),
  ]
}
