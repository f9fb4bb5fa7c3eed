import { useMutation } from '@tanstack/react-query'
import { tell } from '#web/api.ts'
import { Button, Card, ErrorBox, Facts, Form, Grid, Select, Spacer, TextField, Txt, useFields, useLanguage, useText } from '#web/kit.tsx'
import { Channel, tryRules } from '../../contract.ts'
import { segmentOptions, tierOptions } from '../look.ts'
import { useChannelOptions, useNamed, useSeverityOptions } from '../names.ts'
import { words as queueWords } from '../words.ts'
import { assignmentWords as words } from './assignmentWords.ts'
import type { Settings } from './saving.ts'

/** Where such a case would go now. */
export function TrialCard({ types }: { types: Settings['types'] }) {
  const t = useText(words)
  const q = useText(queueWords)
  const named = useNamed()
  const channels = useChannelOptions()
  const severities = useSeverityOptions()
  const { values, field } = useFields({
    channel: 'mail' as string | null,
    type: null as string | null,
    severity: '4' as string | null,
    tier: null as string | null,
    segment: null as string | null,
    text: '',
  })
  const trial = useMutation(tell(tryRules))
  const ask = () => {
    const channel = Channel.options.find((one) => one === values.channel) ?? 'mail'
    trial.mutate({ ...values, channel, severity: Number(values.severity ?? 4) })
  }
  const typed = types.filter(({ archived }) => !archived).map((one) => ({ value: one.code, label: named(one) }))
  return (
    <Card title={t.trial}>
      <Form
        onSubmit={ask}
        actions={
          <>
            <Spacer />
            <Button label={t.tryIt} type="submit" does={tryRules} busy={trial.isPending} />
          </>
        }
      >
        <Txt as="p" tone={2}>
          {t.trialSays}
        </Txt>
        <Grid columns={3}>
          <Select label={t.channels} options={channels} {...field('channel')} />
          <Select label={t.ruleTypes} clearable placeholder={t.any} options={typed} {...field('type')} />
          <Select label={t.severities} options={severities} {...field('severity')} />
          <Select label={t.tiers} clearable placeholder={t.any} options={tierOptions(q)} {...field('tier')} />
          <Select label={t.segments} clearable placeholder={t.any} options={segmentOptions(q)} {...field('segment')} />
          <TextField label={t.said} maxLength={2000} {...field('text')} />
        </Grid>
      </Form>
      <div aria-live="polite">{trial.error ? <ErrorBox error={trial.error} /> : trial.data && <Outcome outcome={trial.data} />}</div>
    </Card>
  )
}

function Outcome({ outcome }: { outcome: { rule: string | null; unit: string; person: string | null; why: { vi: string; en: string } } }) {
  const t = useText(words)
  const language = useLanguage()
  const { rule, unit, person, why } = outcome
  return (
    <Facts
      facts={[
        { label: t.goesTo, value: <Txt weight={600}>{person ? `${person}, ${unit}` : `${unit}, ${t.waits}`}</Txt> },
        { label: t.byRule, value: rule ?? t.noRule },
        { label: '', value: <Txt tone={2}>{why[language]}</Txt> },
      ]}
      columns={3}
    />
  )
}
