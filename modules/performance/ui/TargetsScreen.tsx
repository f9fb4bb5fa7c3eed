import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Card,
  ErrorBox,
  Form,
  format,
  Grid,
  Loading,
  NumberField,
  Screen,
  Stack,
  say,
  Txt,
  useFields,
  useLanguage,
  useText,
} from '#web/kit.tsx'
import { changeTargets, dashboard, type Metric, readTargets, recompute, type Targets } from '../contract.ts'
import { explained } from '../text/explain.ts'
import { words } from '../text/screen.ts'
import { targetWords } from '../text/targets.ts'
import { isBetterDown, unitOf } from './shown.ts'

const SET = [
  'csat',
  'fcr',
  'resolved',
  'backlog',
  'resolution_time',
  'first_response',
  'first_response_on_time',
  'repeat_contact',
  'reopen',
  'survey_response',
] as const satisfies readonly Metric[]

/** What the dashboard compares with: targets, the window, and the nightly check of the figures. */
export function TargetsScreen() {
  const t = useText(targetWords)
  const { data, error, refetch } = useQuery(ask(readTargets, {}))
  return (
    <Screen title={t.targets} narrow>
      {error && !data && <ErrorBox error={error} retry={refetch} />}
      {!data && !error && <Loading of="card" rows={6} />}
      {data && (
        <Stack gap={14}>
          <TargetsForm key={data.version} targets={data.targets} version={data.version} />
          <HistoryCard history={data.history} />
          <RecomputeCard />
        </Stack>
      )}
    </Screen>
  )
}

/** Shares are typed as percent, times as hours. */
const factorOf = (metric: Metric) => ({ percent: 100, count: 1, seconds: 1 / 3600 })[unitOf(metric)]

function TargetsForm({ targets, version }: { targets: Targets; version: number }) {
  const t = useText(targetWords)
  const { values, set, dirty } = useFields(targets)
  const save = useMutation({
    ...tell(changeTargets),
    onSuccess: (...given) => {
      say(t.saved)
      return tell(changeTargets).onSuccess?.(...given)
    },
  })
  return (
    <Card title={t.targets}>
      <Form
        onSubmit={() => save.mutate({ targets: values, version })}
        error={save.error}
        actions={
          <Button
            variant="filled"
            type="submit"
            label={t.save}
            does={changeTargets}
            busy={save.isPending}
            disabledBecause={!dirty && t.noChange}
          />
        }
      >
        <Txt tone={2} as="p">
          {t.targetsIntro}
        </Txt>
        <Goals values={values} set={set} />
      </Form>
    </Card>
  )
}

function Goals({ values, set }: { values: Targets; set: <Name extends keyof Targets>(name: Name, value: Targets[Name]) => void }) {
  const t = useText(targetWords)
  const language = useLanguage()
  const { cases, hour } = useText(words)
  const suffix = { percent: '%', count: cases, seconds: hour }
  return (
    <Grid columns={2} gap={14}>
      {SET.map((metric) => (
        <NumberField
          key={metric}
          name={`targets.${metric}`}
          label={explained(metric, language, values.windowDays).label}
          hint={isBetterDown(metric) ? t.targetDown : t.targetUp}
          min={0}
          max={unitOf(metric) === 'percent' ? 100 : 100_000}
          digits={unitOf(metric) === 'count' ? 0 : 1}
          suffix={suffix[unitOf(metric)]}
          value={scaled(values[metric], factorOf(metric))}
          onChange={(typed) => set(metric, typed === null ? null : rounded(typed / factorOf(metric)))}
        />
      ))}
      <NumberField
        name="targets.windowDays"
        label={t.windowDays}
        hint={t.windowHint}
        min={1}
        max={30}
        suffix={t.days}
        value={values.windowDays}
        onChange={(days) => days !== null && set('windowDays', days)}
      />
    </Grid>
  )
}

const rounded = (value: number) => Math.round(value * 1e6) / 1e6
const scaled = (value: number | null, factor: number) => (value === null ? null : rounded(value * factor))

function HistoryCard({ history }: { history: { version: number; at: Date; by: string }[] }) {
  const t = useText(targetWords)
  const language = useLanguage()
  return (
    <Card title={t.history}>
      {history.length === 0 ? (
        <Txt tone={3}>{t.historyEmpty}</Txt>
      ) : (
        <Stack gap={4}>
          {history.map(({ version, at, by }) => (
            <Txt key={version} num>
              {t.changedBy(by, format.dateTime(at, language))}
            </Txt>
          ))}
        </Stack>
      )}
    </Card>
  )
}

function RecomputeCard() {
  const t = useText(targetWords)
  const language = useLanguage()
  const { data } = useQuery(ask(dashboard, {}))
  const run = useMutation(tell(recompute))
  const last = run.data ?? data?.checked
  const shown = (value: number) => format.number(value, language)
  return (
    <Card title={t.recomputeTitle}>
      <Stack gap={10}>
        <Txt tone={2} as="p">
          {t.recomputeSays}
        </Txt>
        <Txt as="p">
          {last ? t.recomputed(format.dateTime(last.at, language), shown(last.checked), shown(last.differing)) : t.neverRecomputed}
        </Txt>
        {run.error && <ErrorBox error={run.error} />}
        <div>
          <Button label={t.recompute} does={recompute} busy={run.isPending} onClick={() => run.mutate({})} />
        </div>
      </Stack>
    </Card>
  )
}
