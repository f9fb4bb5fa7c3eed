import { Button, Card, Form, Stack, Switch, TextArea, TextField, Txt, useFields, useText } from '#web/kit.tsx'
import { type Settings, useSaving } from './saving.ts'
import { words } from './words.ts'

/** Who the company's mail is from, and whose word it takes about senders. */
export function IdentityCard({ settings }: { settings: Settings }) {
  const t = useText(words)
  const { values, field, dirty, reset } = useFields(settings.mail)
  const save = useSaving(() => reset(values))
  const named = (name: 'fromAddress' | 'fromName' | 'signature' | 'authservId') => ({ ...field(name), name: `mail.${name}` })
  const plus = field('plusAddressing')
  return (
    <Card title={t.from}>
      <Stack gap={14}>
        <Txt tone={2} as="p">
          {t.fromSays}
        </Txt>
        <Form
          onSubmit={() => save.mutate({ mail: values })}
          error={save.error}
          actions={<Button label={t.save} type="submit" busy={save.isPending} disabledBecause={!dirty && t.saved} />}
        >
          <TextField label={t.fromName} hint={t.fromNameHint} {...named('fromName')} />
          <TextField label={t.fromAddress} type="email" hint={t.fromAddressHint} {...named('fromAddress')} />
          <TextArea label={t.signature} hint={t.signatureHint} {...named('signature')} />
          <TextField label={t.authserv} hint={t.authservHint} placeholder="mx.congty.vn" {...named('authservId')} />
          <Switch label={t.plus} hint={t.plusHint} value={plus.value} onChange={plus.onChange} />
        </Form>
      </Stack>
    </Card>
  )
}
