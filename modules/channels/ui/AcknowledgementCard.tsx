import { Button, Card, Form, Stack, Switch, TextArea, TextField, Txt, useFields, useText } from '#web/kit.tsx'
import { type Settings, useSaving } from './saving.ts'
import { words } from './words.ts'

/** The first answer that goes out by itself, in both languages. */
export function AcknowledgementCard({ settings }: { settings: Settings }) {
  const t = useText(words)
  const { values, field, dirty, reset } = useFields(settings.acknowledgement)
  const save = useSaving(() => reset(values))
  const enabled = field('enabled')
  const named = (name: 'subjectVi' | 'bodyVi' | 'subjectEn' | 'bodyEn') => ({ ...field(name), name: `acknowledgement.${name}` })
  return (
    <Card title={t.ack}>
      <Stack gap={14}>
        <Txt tone={2} as="p">
          {t.ackSays}
        </Txt>
        <Form
          onSubmit={() => save.mutate({ acknowledgement: values })}
          error={save.error}
          actions={<Button label={t.save} variant="filled" type="submit" busy={save.isPending} disabledBecause={!dirty && t.saved} />}
        >
          <Switch label={t.ackEnabled} value={enabled.value} onChange={enabled.onChange} />
          <TextField label={`${t.ackSubject} · ${t.vietnamese}`} {...named('subjectVi')} />
          <TextArea label={`${t.ackBody} · ${t.vietnamese}`} rows={9} hint={t.ackWords} {...named('bodyVi')} />
          <TextField label={`${t.ackSubject} · ${t.english}`} {...named('subjectEn')} />
          <TextArea label={`${t.ackBody} · ${t.english}`} rows={8} {...named('bodyEn')} />
        </Form>
      </Stack>
    </Card>
  )
}
