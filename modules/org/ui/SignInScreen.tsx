import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call } from '#web/api.ts'
import { Banner, Button, Doorstep, Form, Stack, TextField, useAddress, useFields, useText } from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import { askReset, firstRunState } from '../contract.ts'
import { entryWords } from '../text/entry.ts'
import { Anything, identity, ONCE, SignedIn } from './identity.ts'
import { demoDoorsteps } from './places.ts'

type Step = 'password' | 'code' | 'forgot'

/** Password, then (when switched on) the second factor; or the way back for who forgot. */
export function SignInScreen() {
  const [step, setStep] = useState<Step>('password')
  if (step === 'code') return <SecondFactor />
  if (step === 'forgot') return <Forgot onBack={() => setStep('password')} />
  return <Password onCode={() => setStep('code')} onForgot={() => setStep('forgot')} />
}

/** Where the person wanted to go. Only a path of this house: never another site. */
function useEnter() {
  const { search } = useAddress()
  const wanted = search.toi ?? '/'
  const isOurs = wanted.startsWith('/') && !wanted.startsWith('//') && !wanted.startsWith('/\\')
  return () => location.assign(isOurs ? wanted : '/')
}

function Password({ onCode, onForgot }: { onCode: () => void; onForgot: () => void }) {
  const t = useText(entryWords)
  const enter = useEnter()
  const { data: house } = useQuery(ask(firstRunState, {}))
  const { values, field } = useFields({ email: '', password: '' })
  const signIn = useMutation({
    ...ONCE,
    mutationFn: () => identity('/sign-in/email', SignedIn, values),
    onSuccess: ({ twoFactorRedirect }) => (twoFactorRedirect ? onCode() : enter()),
  })
  return (
    <Doorstep title={t.signIn} says={t.signInSays}>
      <Form
        onSubmit={() => signIn.mutate()}
        error={signIn.error}
        actions={
          <Stack gap={8} grow>
            <Button label={t.enter} variant="filled" size="lg" type="submit" full busy={signIn.isPending} />
            <Button label={t.forgot} variant="subtle" onClick={onForgot} full />
          </Stack>
        }
      >
        <TextField label={t.mail} type="email" autoComplete="username" inputMode="email" autoFocus {...field('email')} />
        <TextField label={t.password} type="password" autoComplete="current-password" {...field('password')} />
      </Form>
      {house?.isDemo ? <Here place={demoDoorsteps} given={{}} /> : null}
    </Doorstep>
  )
}

function SecondFactor() {
  const t = useText(entryWords)
  const enter = useEnter()
  const [recovery, setRecovery] = useState(false)
  const { values, field } = useFields({ code: '' })
  const verify = useMutation({
    ...ONCE,
    mutationFn: () =>
      identity(recovery ? '/two-factor/verify-backup-code' : '/two-factor/verify-totp', Anything, { code: values.code.trim() }),
    onSuccess: enter,
  })
  return (
    <Doorstep title={t.secondFactor} says={recovery ? t.backupSays : t.codeSays}>
      <Form
        onSubmit={() => verify.mutate()}
        error={verify.error}
        actions={
          <Stack gap={8} grow>
            <Button label={t.confirm} variant="filled" size="lg" type="submit" full busy={verify.isPending} />
            <Button label={recovery ? t.useApp : t.useRecovery} variant="subtle" onClick={() => setRecovery(!recovery)} full />
          </Stack>
        }
      >
        <TextField
          label={recovery ? t.recoveryCode : t.code}
          inputMode={recovery ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoFocus
          {...field('code')}
        />
      </Form>
    </Doorstep>
  )
}

function Forgot({ onBack }: { onBack: () => void }) {
  const t = useText(entryWords)
  const { values, field } = useFields({ mail: '' })
  const ask = useMutation({ mutationFn: () => call(askReset, values) })
  return (
    <Doorstep title={t.forgot} says={t.forgotSays}>
      <Form
        onSubmit={() => ask.mutate()}
        error={ask.error}
        actions={
          <Stack gap={8} grow>
            <Button label={t.sendLink} variant="filled" size="lg" type="submit" full busy={ask.isPending} />
            <Button label={t.backToSignIn} variant="subtle" onClick={onBack} full />
          </Stack>
        }
      >
        <TextField label={t.mail} type="email" autoComplete="username" inputMode="email" autoFocus {...field('mail')} />
        {ask.isSuccess && <Banner tint="ma">{t.sent}</Banner>}
      </Form>
    </Doorstep>
  )
}
