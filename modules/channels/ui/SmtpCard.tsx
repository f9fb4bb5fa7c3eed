import { IconMailOpened, IconSend } from '@tabler/icons-react'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import {
  Banner,
  Button,
  Card,
  confirm,
  Form,
  Grid,
  NumberField,
  Select,
  Stack,
  say,
  sayFailure,
  TextField,
  useFields,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { changeSmtp, trySmtp } from '../contract.ts'
import type { Settings } from './saving.ts'
import { Trial } from './Trial.tsx'
import { words } from './words.ts'

const PORTS = { tls: 465, starttls: 587, none: 25 } as const

/** The server mail leaves through: tried with a real mail before it is kept. */
export function SmtpCard({ settings }: { settings: Settings }) {
  const t = useText(words)
  const fields = useFields({ ...settings.smtp, password: '' })
  const { values, dirty, reset } = fields
  const save = useMutation({
    ...tell(changeSmtp),
    onSuccess: () => {
      reset({ ...values, password: '' })
      say(t.saved)
      return queries.invalidateQueries({ queryKey: ['channels'] })
    },
  })
  const trial = useMutation({ ...tell(trySmtp), onSuccess: undefined })
  const missing = values.host.trim() === '' && t.hostFirst
  const actions = (
    <>
      {!settings.usesTestMailbox && <BackToTest />}
      <Button label={t.save} variant="filled" type="submit" busy={save.isPending} disabledBecause={missing || (!dirty && t.saved)} />
    </>
  )
  return (
    <Card title={t.smtp}>
      <Stack gap={14}>
        {settings.usesTestMailbox && (
          <Banner tint="nghe" icon={IconMailOpened} action={<Button size="sm" label={t.openTestMailbox} to="/hop-thu-thu" />}>
            {t.smtpTestMailbox}
          </Banner>
        )}
        <Form onSubmit={() => save.mutate(values)} error={save.error ?? trial.error} actions={actions}>
          <ServerFields fields={fields} hasPassword={settings.hasPassword} />
          <TestMail smtp={values} missing={missing} trial={trial} />
        </Form>
      </Stack>
    </Card>
  )
}

type Smtp = Settings['smtp'] & { password: string }
type Trying = UseMutationResult<z.output<typeof trySmtp.reply>, Error, z.input<typeof trySmtp.input>>

function ServerFields({
  fields: { values, field, set },
  hasPassword,
}: {
  fields: ReturnType<typeof useFields<Smtp>>
  hasPassword: boolean
}) {
  const t = useText(words)
  const secure = (security: Smtp['security'] | null) => {
    if (!security) return
    set('security', security)
    if (Object.values<number>(PORTS).includes(values.port)) set('port', PORTS[security])
  }
  const ways = [
    { value: 'starttls' as const, label: t.starttls },
    { value: 'tls' as const, label: t.tls },
    { value: 'none' as const, label: t.none },
  ]
  return (
    <>
      <Grid columns="2fr 1fr">
        <TextField label={t.host} required placeholder="smtp.congty.vn" {...field('host')} />
        <NumberField
          label={t.port}
          required
          min={1}
          max={65535}
          name="port"
          value={values.port}
          onChange={(port) => set('port', port ?? 587)}
        />
      </Grid>
      <Select label={t.security} name="security" value={values.security} onChange={secure} options={ways} />
      <TextField label={t.username} autoComplete="off" {...field('username')} />
      <TextField
        label={t.password}
        type="password"
        autoComplete="new-password"
        hint={hasPassword ? t.secretKept : undefined}
        {...field('password')}
      />
    </>
  )
}

function TestMail({ smtp, missing, trial }: { smtp: Smtp; missing: string | false; trial: Trying }) {
  const t = useText(words)
  const [to, setTo] = useState('')
  return (
    <>
      <Grid columns="2fr auto">
        <TextField label={t.testTo} type="email" name="to" value={to} onChange={setTo} />
        <Stack justify="flex-end">
          <Button
            label={t.sendTest}
            icon={IconSend}
            busy={trial.isPending}
            disabledBecause={missing || (to.trim() === '' && t.testToFirst)}
            onClick={() => trial.mutate({ ...smtp, to: to.trim() })}
          />
        </Stack>
      </Grid>
      <Trial of={trial} works={t.testWorked} fails={t.testFailed} />
    </>
  )
}

function BackToTest() {
  const t = useText(words)
  const clear = useMutation({ ...tell(changeSmtp), onError: sayFailure })
  const question = { title: t.backToTestTitle, consequences: t.backToTestConsequences, verb: t.backToTest }
  return (
    <Button
      label={t.backToTest}
      variant="subtle"
      busy={clear.isPending}
      onClick={async () => {
        if (await confirm(question)) clear.mutate({ host: '', port: 587, security: 'starttls', username: '', password: '' })
      }}
    />
  )
}
