import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Card,
  Chip,
  confirm,
  Form,
  format,
  Loading,
  Row,
  Screen,
  Spacer,
  Stack,
  Switch,
  say,
  sayFailure,
  TextArea,
  TextField,
  Txt,
  useFields,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Me } from '../contract/me.ts'
import { changeMe, me as meEndpoint } from '../contract.ts'
import { entryWords } from '../text/entry.ts'
import { Anything, identity, ONCE, Own, Sessions } from './identity.ts'
import { SecondFactorCard } from './SecondFactorCard.tsx'

/** One's own account: details, password, second factor, where one is signed in. */
export function AccountScreen() {
  const t = useText(entryWords)
  const mine = useQuery(ask(meEndpoint, {}))
  return (
    <Screen title={t.account} narrow>
      {mine.data ? (
        <Stack gap={14}>
          <ProfileCard me={mine.data} />
          <PasswordCard />
          <SecondFactorCard isOn={mine.data.twoFactor} onChange={() => mine.refetch()} />
          <SessionsCard />
        </Stack>
      ) : (
        <Loading />
      )}
    </Screen>
  )
}

function ProfileCard({ me }: { me: Me }) {
  const t = useText(entryWords)
  const { values, field, dirty, reset } = useFields({
    name: me.name,
    honorific: me.honorific,
    phone: me.phone,
    signature: me.signature,
    shortcuts: me.shortcuts,
  })
  const save = useMutation({
    ...tell(changeMe),
    onSuccess: () => {
      reset(values)
      say(t.saved)
      return queries.invalidateQueries({ queryKey: ['me'] })
    },
  })
  const shortcuts = field('shortcuts')
  return (
    <Card title={t.profile}>
      <Form
        onSubmit={() => save.mutate(values)}
        error={save.error}
        actions={<Button label={t.save} variant="filled" type="submit" busy={save.isPending} disabledBecause={!dirty && t.saved} />}
      >
        <TextField label={t.name} required autoComplete="name" {...field('name')} />
        <TextField label={t.honorific} {...field('honorific')} />
        <TextField label={t.phone} inputMode="tel" autoComplete="tel" {...field('phone')} />
        <TextArea label={t.signature} hint={t.signatureHint} {...field('signature')} />
        <Switch label={t.shortcuts} {...shortcuts} />
      </Form>
    </Card>
  )
}

function PasswordCard() {
  const t = useText(entryWords)
  const { values, field, reset } = useFields({ currentPassword: '', newPassword: '' })
  const change = useMutation({
    ...ONCE,
    mutationFn: () => identity('/change-password', Anything, values),
    onSuccess: () => {
      reset({ currentPassword: '', newPassword: '' })
      say(t.passwordChanged)
    },
  })
  return (
    <Card title={t.changePassword}>
      <Form
        onSubmit={() => change.mutate()}
        error={change.error}
        actions={<Button label={t.changePassword} type="submit" busy={change.isPending} />}
      >
        <TextField label={t.currentPassword} type="password" autoComplete="current-password" {...field('currentPassword')} />
        <TextField label={t.newPassword} type="password" autoComplete="new-password" hint={t.passwordHint} {...field('newPassword')} />
      </Form>
    </Card>
  )
}

function SessionsCard() {
  const t = useText(entryWords)
  const sessions = useQuery({ queryKey: ['identity', 'sessions'], queryFn: () => identity('/list-sessions', Sessions) })
  const own = useQuery({ queryKey: ['identity', 'own'], queryFn: () => identity('/get-session', Own) })
  const end = useMutation({
    ...ONCE,
    mutationFn: (token: string | null) =>
      token ? identity('/revoke-session', Anything, { token }) : identity('/revoke-other-sessions', Anything, {}),
    onSuccess: () => {
      say(t.sessionsEnded)
      return sessions.refetch()
    },
    onError: sayFailure,
  })
  return (
    <Card title={t.sessions} action={<Button label={t.endOthers} size="sm" onClick={() => end.mutate(null)} busy={end.isPending} />}>
      <Stack gap={10}>
        {sessions.data?.map(({ id, token, createdAt, userAgent }) => (
          <Row key={id} gap={8} align="center">
            <Stack gap={2}>
              <Txt>{deviceOf(userAgent ?? '') || t.unknownDevice}</Txt>
              <Txt size={12} tone={3}>
                {t.since(format.dateTime(createdAt))}
              </Txt>
            </Stack>
            <Spacer />
            {id === own.data?.session.id ? (
              <Chip>{t.thisDevice}</Chip>
            ) : (
              <Button
                label={t.endSession}
                size="sm"
                variant="subtle"
                onClick={async () => {
                  if (
                    await confirm({ title: t.endSession, consequences: deviceOf(userAgent ?? '') || t.unknownDevice, verb: t.endSession })
                  )
                    end.mutate(token)
                }}
              />
            )}
          </Row>
        ))}
      </Stack>
    </Card>
  )
}

/** "Chrome · Windows" out of a browser's long name for itself. */
function deviceOf(agent: string): string {
  const browser = /Edg\//.test(agent)
    ? 'Edge'
    : /Firefox\//.test(agent)
      ? 'Firefox'
      : /Chrome\//.test(agent)
        ? 'Chrome'
        : /Safari\//.test(agent)
          ? 'Safari'
          : ''
  const system = /Android/.test(agent)
    ? 'Android'
    : /iPhone|iPad/.test(agent)
      ? 'iOS'
      : /Windows/.test(agent)
        ? 'Windows'
        : /Mac OS/.test(agent)
          ? 'macOS'
          : /Linux/.test(agent)
            ? 'Linux'
            : ''
  return [browser, system].filter(Boolean).join(' · ') || agent.slice(0, 60)
}
