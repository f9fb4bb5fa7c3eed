import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call } from '#web/api.ts'
import { Button, Card, Doorstep, Form, Grid, Stack, TextField, Txt, useFields, useLanguage, useText } from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import { firstRunState, setUp } from '../contract.ts'
import { entryWords } from '../text/entry.ts'
import { identity, SignedIn } from './identity.ts'
import { firstVisitOffers } from './places.ts'

/** The first visit of an empty house: set up my company, or look at a sample one. Once the sample is begun, by whomever, only that is left. */
export function FirstRunScreen() {
  const t = useText(entryWords)
  const { data } = useQuery(ask(firstRunState, {}))
  const [own, setOwn] = useState(false)
  const [isTaken, setTaken] = useState(data?.isBeingFilled ?? false)
  if (isTaken)
    return (
      <Doorstep title={t.welcome} says={t.welcomeBriefly}>
        <Here place={firstVisitOffers} given={{ onTaken: setTaken }} />
      </Doorstep>
    )
  if (own) return <OwnCompany />
  return (
    <Doorstep title={t.welcome} says={t.welcomeSays} wide>
      <Grid columns={firstVisitOffers.fills.length > 0 ? 2 : 1} gap={14}>
        <Card title={t.ownCompany}>
          <Stack gap={14}>
            <Txt tone={2} as="p">
              {t.ownCompanySays}
            </Txt>
            <Button label={t.ownCompany} variant="filled" size="lg" onClick={() => setOwn(true)} />
          </Stack>
        </Card>
        <Here place={firstVisitOffers} given={{ onTaken: setTaken }} />
      </Grid>
    </Doorstep>
  )
}

const EMPTY = { name: '', shortName: '', hotline: '', companyMail: '', person: '', mail: '', password: '' }

function OwnCompany() {
  const t = useText(entryWords)
  const language = useLanguage()
  const { values, field } = useFields(EMPTY)
  const open = useMutation({
    mutationFn: async () => {
      const { name, shortName, hotline, companyMail, person, mail, password } = values
      await call(setUp, {
        company: { name, shortName: shortName || undefined, hotline: hotline || undefined, mail: companyMail || undefined },
        person: { name: person, mail, password, language },
      })
      return identity('/sign-in/email', SignedIn, { email: mail, password })
    },
    onSuccess: () => location.assign('/'),
  })
  const at = (name: keyof typeof EMPTY, path: string) => ({ ...field(name), name: path })
  return (
    <Doorstep title={t.ownCompany} says={t.ownCompanySays} wide>
      <Form
        onSubmit={() => open.mutate()}
        error={open.error}
        actions={<Button label={t.setUp} variant="filled" size="lg" type="submit" full busy={open.isPending} />}
      >
        <Grid columns={2} gap={14}>
          <TextField label={t.companyName} required autoFocus autoComplete="organization" {...at('name', 'company.name')} />
          <TextField label={t.shortName} hint={t.shortNameHint} {...at('shortName', 'company.shortName')} />
          <TextField label={t.hotline} inputMode="tel" autoComplete="tel" {...at('hotline', 'company.hotline')} />
          <TextField label={t.companyMail} type="email" {...at('companyMail', 'company.mail')} />
          <TextField label={t.yourName} required autoComplete="name" {...at('person', 'person.name')} />
          <TextField label={t.yourMail} required type="email" autoComplete="username" {...at('mail', 'person.mail')} />
        </Grid>
        <TextField
          label={t.password}
          required
          type="password"
          autoComplete="new-password"
          hint={t.passwordHint}
          {...at('password', 'person.password')}
        />
      </Form>
    </Doorstep>
  )
}
