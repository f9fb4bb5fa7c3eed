import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ask, call } from '#web/api.ts'
import { Button, Doorstep, Form, Loading, TextField, useFields, useText } from '#web/kit.tsx'
import { acceptInvitation, lookAtInvitation } from '../contract.ts'
import { entryWords } from '../text/entry.ts'
import { identity, ONCE, SignedIn } from './identity.ts'

/** Behind the link of an invitation or a reset: choose a password, and be signed in. */
export function PasswordScreen() {
  const t = useText(entryWords)
  const { token }: { token?: string } = useParams({ strict: false })
  const invitation = useQuery({ ...ask(lookAtInvitation, { token: token ?? '' }), retry: false })
  if (invitation.isPending) return <Loading />
  if (!invitation.data) {
    return (
      <Doorstep title={t.deadLink} says={t.deadLinkSays}>
        <Button label={t.backToSignIn} to="/dang-nhap" variant="filled" size="lg" full />
      </Doorstep>
    )
  }
  return <Choose token={token ?? ''} invitation={invitation.data} />
}

function Choose({ token, invitation }: { token: string; invitation: { name: string; mail: string; company: string } }) {
  const t = useText(entryWords)
  const { values, field } = useFields({ password: '' })
  const accept = useMutation({
    ...ONCE,
    mutationFn: async () => {
      const { mail } = await call(acceptInvitation, { token, password: values.password })
      return identity('/sign-in/email', SignedIn, { email: mail, password: values.password })
    },
    onSuccess: ({ twoFactorRedirect }) => location.assign(twoFactorRedirect ? '/dang-nhap' : '/'),
  })
  return (
    <Doorstep title={t.choosePassword} says={t.choosePasswordSays(invitation.name, invitation.company)} company={invitation.company}>
      <Form
        onSubmit={() => accept.mutate()}
        error={accept.error}
        actions={<Button label={t.keepAndEnter} variant="filled" size="lg" type="submit" full busy={accept.isPending} />}
      >
        <TextField label={t.mail} value={invitation.mail} onChange={() => {}} disabled />
        <TextField
          label={t.newPassword}
          type="password"
          autoComplete="new-password"
          hint={t.passwordHint}
          autoFocus
          {...field('password')}
        />
      </Form>
    </Doorstep>
  )
}
