import { useMutation } from '@tanstack/react-query'
import { Button, Card, Form, Row, Stack, say, TextField, Txt, useFields, useText } from '#web/kit.tsx'
import { entryWords } from '../text/entry.ts'
import { Anything, Enabled, identity, ONCE } from './identity.ts'
import { QrCode } from './QrCode.tsx'

/** Switching the second factor on (key, code, backup codes) and off, each with the password. */
export function SecondFactorCard({ isOn, onChange }: { isOn: boolean; onChange: () => void }) {
  const t = useText(entryWords)
  const { values, field, reset } = useFields({ password: '' })
  const begin = useMutation({ ...ONCE, mutationFn: () => identity('/two-factor/enable', Enabled, values) })
  const end = useMutation({
    ...ONCE,
    mutationFn: () => identity('/two-factor/disable', Anything, values),
    onSuccess: () => {
      reset({ password: '' })
      say(t.turnedOff)
      onChange()
    },
  })
  if (begin.data && !isOn) return <NewKey uri={begin.data.totpURI} codes={begin.data.backupCodes} onDone={onChange} />
  const act = isOn ? end : begin
  return (
    <Card title={t.secondFactor}>
      <Stack gap={12}>
        <Txt as="p" tone={2}>
          {isOn ? t.secondFactorOn : t.secondFactorOff}
        </Txt>
        <Form
          onSubmit={() => act.mutate()}
          error={act.error}
          actions={<Button label={isOn ? t.turnOff : t.turnOn} type="submit" busy={act.isPending} />}
        >
          <TextField label={t.currentPassword} type="password" autoComplete="current-password" {...field('password')} />
        </Form>
      </Stack>
    </Card>
  )
}

function NewKey({ uri, codes, onDone }: { uri: string; codes: string[]; onDone: () => void }) {
  const t = useText(entryWords)
  const { values, field } = useFields({ code: '' })
  const verify = useMutation({
    ...ONCE,
    mutationFn: () => identity('/two-factor/verify-totp', Anything, { code: values.code.trim() }),
    onSuccess: () => {
      say(t.turnedOn)
      onDone()
    },
  })
  const key = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <Card title={t.secondFactor}>
      <Stack gap={12}>
        <Txt as="p" tone={2}>
          {t.scanSays}
        </Txt>
        <QrCode of={uri} label={t.secondFactor} />
        <Txt as="p" num weight={600}>
          {t.key}: {key.match(/.{1,4}/g)?.join(' ')}
        </Txt>
        <Txt as="p" weight={600}>
          {t.backupCodes}
        </Txt>
        <Txt as="p" tone={2}>
          {t.backupSays}
        </Txt>
        <Row gap={12} wrap>
          {codes.map((code) => (
            <Txt key={code} num>
              {code}
            </Txt>
          ))}
        </Row>
        <Form
          onSubmit={() => verify.mutate()}
          error={verify.error}
          actions={<Button label={t.confirm} variant="filled" type="submit" busy={verify.isPending} />}
        >
          <TextField label={t.code} inputMode="numeric" autoComplete="one-time-code" autoFocus {...field('code')} />
        </Form>
      </Stack>
    </Card>
  )
}
