import { Grid, NumberField, Select, TextField, type useFields, useText } from '#web/kit.tsx'
import type { SignIn } from '../contract.ts'
import { words } from './words.ts'

/** A mail server: where it stands, how the line is kept private, and how we sign in. */
export type Server = { host: string; port: number; security: Security } & SignIn
export type Security = 'tls' | 'starttls' | 'none'

type Fields = ReturnType<typeof useFields<Server>>

export type ServerOf = {
  fields: Fields
  placeholder: string
  /** The ways to be private that this server may have, each with its usual port. */
  ports: Partial<Record<Security, number>>
  /** How the kept secrets sign in; absent: none are kept. */
  kept?: { auth: SignIn['auth']; hasClientSecret: boolean }
  /** Nobody gets in without signing in. */
  signsInAlways?: boolean
  userHint?: string
}

/** Server, port, security and sign-in, of a mailbox as of the sending of mail. What is kept is never shown. */
export function ServerFields({ fields, placeholder, ports, ...signIn }: ServerOf) {
  const t = useText(words)
  const { values, field, set } = fields
  const labels = { starttls: t.starttls, tls: t.tls, none: t.none }
  const ways = (['tls', 'starttls', 'none'] as const).filter((way) => ports[way] !== undefined)
  const secure = (security: Security | null) => {
    const port = security && ports[security]
    if (!port) return
    set('security', security)
    if (Object.values(ports).includes(values.port)) set('port', port)
  }
  return (
    <>
      <Grid columns="2fr 1fr">
        <TextField label={t.host} required placeholder={placeholder} {...field('host')} />
        <NumberField
          label={t.port}
          required
          plain
          min={1}
          max={65535}
          name="port"
          value={values.port}
          onChange={(port) => set('port', port ?? ports[values.security] ?? values.port)}
        />
      </Grid>
      <Select
        label={t.security}
        name="security"
        value={values.security}
        onChange={secure}
        options={ways.map((value) => ({ value, label: labels[value] }))}
      />
      <SignInFields fields={fields} {...signIn} />
    </>
  )
}

function SignInFields({ fields: { values, field, set }, kept, signsInAlways = false, userHint }: Omit<ServerOf, 'placeholder' | 'ports'>) {
  const t = useText(words)
  const ways = [
    { value: 'password' as const, label: t.authPassword },
    { value: 'xoauth2' as const, label: t.authToken },
  ]
  const isKept = kept?.auth === values.auth
  const byToken = values.auth === 'xoauth2'
  return (
    <>
      <Grid>
        <TextField label={t.username} autoComplete="off" hint={userHint} {...field('username')} />
        <Select label={t.auth} name="auth" value={values.auth} onChange={(auth) => auth && set('auth', auth)} options={ways} />
      </Grid>
      {byToken && <Client field={field} isSecretKept={isKept && kept.hasClientSecret} />}
      <TextField
        label={byToken ? t.refreshToken : t.secret}
        type="password"
        autoComplete="new-password"
        required={!isKept && (byToken || signsInAlways)}
        hint={isKept ? t.secretKept : undefined}
        {...field('secret')}
      />
    </>
  )
}

/** Whom the provider knows us as, and where it gives access. */
function Client({ field, isSecretKept }: Pick<Fields, 'field'> & { isSecretKept: boolean }) {
  const t = useText(words)
  return (
    <>
      <TextField label={t.tokenUrl} required type="url" hint={t.tokenUrlHint} {...field('tokenUrl')} />
      <Grid>
        <TextField label={t.clientId} required autoComplete="off" {...field('clientId')} />
        <TextField
          label={t.clientSecret}
          type="password"
          autoComplete="new-password"
          hint={isSecretKept ? t.secretKept : undefined}
          {...field('clientSecret')}
        />
      </Grid>
    </>
  )
}
