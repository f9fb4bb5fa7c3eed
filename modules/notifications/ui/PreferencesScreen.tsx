import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, tell } from '#web/api.ts'
import { Card, ErrorBox, Loading, Screen, Select, Stack, Switch, say, sayFailure, Txt, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { type ByMail, changePreference, listPreferences, type Preference } from '../contract.ts'
import { words } from '../text/screens.ts'
import css from './notifications.module.css'

const WAYS: readonly ByMail[] = ['never', 'at_once', 'daily']

/** `/thong-bao/tuy-chon`: what reaches one, and how. Each choice is kept at once. */
export function PreferencesScreen() {
  const t = useText(words)
  const chosen = useQuery(ask(listPreferences, {}))
  return (
    <Screen narrow title={t.preferences} crumbs={[{ label: t.title, to: '/thong-bao' }]}>
      <Stack gap={16}>
        <Txt as="p" tone={2}>
          {t.preferencesSay}
        </Txt>
        {chosen.data ? (
          <Card>
            <div className={`${css.choice} ${css.heads}`} aria-hidden>
              <span>{t.inProduct}</span>
              <span>{t.byMail}</span>
            </div>
            {chosen.data.map((one) => (
              <Choice key={one.kind} chosen={one} />
            ))}
          </Card>
        ) : chosen.error ? (
          <ErrorBox error={chosen.error} retry={() => void chosen.refetch()} />
        ) : (
          <Loading of="card" rows={9} />
        )}
      </Stack>
    </Screen>
  )
}

function Choice({ chosen }: { chosen: Preference }) {
  const t = useText(words)
  const { kind, inProduct, byMail } = chosen
  const listed = ask(listPreferences, {}).queryKey
  const change = useMutation({
    ...tell(changePreference),
    onMutate: (wanted) =>
      queries.setQueryData(listed, (before: Preference[] | undefined) => before?.map((one) => (one.kind === wanted.kind ? wanted : one))),
    onSuccess: (now) => {
      queries.setQueryData(listed, now)
      say(t.saved)
    },
    onError: (error) => {
      sayFailure(error)
      void queries.invalidateQueries({ queryKey: ['notifications'] })
    },
  })
  return (
    <div className={css.choice}>
      <Switch label={t[kind]} hint={t[`${kind}Says`]} value={inProduct} onChange={(on) => change.mutate({ ...chosen, inProduct: on })} />
      <div className={css.way}>
        <Select
          label={t.byMailOf(t[kind])}
          value={byMail}
          options={WAYS.map((value) => ({ value, label: t[value] }))}
          onChange={(way) => way && change.mutate({ ...chosen, byMail: way })}
        />
      </div>
    </div>
  )
}
