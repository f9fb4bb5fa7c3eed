import { Button, Card, Form, Grid, NumberField, Spacer, Stack, Switch, useFields, useText } from '#web/kit.tsx'
import { type CasePolicy, changeCasePolicy } from '../../contract.ts'
import { useSaving } from './saving.ts'
import { words } from './words.ts'

/** When cases close and reopen, and what resolving asks for. */
export function PolicyPart({ policy }: { policy: CasePolicy }) {
  const t = useText(words)
  const { reopenDays, closeDays, ...rest } = policy
  const { values, field } = useFields({ ...rest, reopenDays: reopenDays as number | null, closeDays: closeDays as number | null })
  const save = useSaving(changeCasePolicy)
  return (
    <Card>
      <Form
        onSubmit={() => save.mutate({ ...values, reopenDays: values.reopenDays ?? 0, closeDays: values.closeDays ?? 1 })}
        error={save.error}
        actions={
          <>
            <Spacer />
            <Button label={t.save} variant="filled" type="submit" does={changeCasePolicy} busy={save.isPending} />
          </>
        }
      >
        <Grid columns={2}>
          <NumberField label={`${t.reopenDays} (${t.days})`} hint={t.reopenHint} min={0} max={60} {...field('reopenDays')} />
          <NumberField label={`${t.closeDays} (${t.days})`} min={1} max={90} {...field('closeDays')} />
        </Grid>
        <Stack gap={10}>
          <Switch label={t.causeNeeded} {...field('causeNeeded')} />
          <Switch label={t.resolutionNeeded} {...field('resolutionNeeded')} />
          <Switch label={t.replyWaits} {...field('replyWaits')} />
        </Stack>
      </Form>
    </Card>
  )
}
