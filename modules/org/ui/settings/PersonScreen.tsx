import { IconDots, IconMailForward, IconUserOff } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { ask, tell } from '#web/api.ts'
import {
  Banner,
  Button,
  Card,
  confirm,
  DateField,
  Form,
  FoundSelect,
  format,
  Grid,
  Loading,
  Menu,
  NumberField,
  PageProblem,
  PhoneField,
  Row,
  Screen,
  Select,
  Stack,
  say,
  sayFailure,
  TagsField,
  TextArea,
  TextField,
  useFields,
  useLanguage,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { Grade, type Person } from '../../contract/shapes.ts'
import { changePerson, chart, declareLeave, declareReturn, getPerson, invitePerson } from '../../contract.ts'
import { settingsWords } from '../../text/settings.ts'
import { colleagues } from '../colleagues.ts'
import { AvailabilityCard } from './AvailabilityCard.tsx'
import { HatsCard } from './HatsCard.tsx'
import { AccountChip } from './people.tsx'

const again = () => Promise.all([queries.invalidateQueries({ queryKey: ['org'] }), queries.invalidateQueries({ queryKey: ['me'] })])

/** `/cai-dat/nhan-su/…`: one colleague: details, hats, sign-in, leaving. */
export function PersonScreen() {
  const { id = '' } = useParams({ strict: false })
  const t = useText(settingsWords)
  const language = useLanguage()
  const { data: person, error } = useQuery(ask(getPerson, { id }))
  if (error && !person) return <PageProblem error={error} />
  return (
    <Screen
      title={person?.name ?? t.people}
      narrow
      crumbs={[{ label: t.people, to: '/cai-dat/nhan-su' }]}
      beside={person && !person.leftAt && <AccountChip account={person.account} />}
      actions={person && <PersonActions person={person} />}
    >
      {person ? (
        <Stack gap={14}>
          {person.leftAt && <Banner>{t.leftOn(format.date(person.leftAt, language))}</Banner>}
          <DetailsCard key={`${person.id} details`} person={person} />
          <HatsCard key={`${person.id} ${JSON.stringify(person.hats)}`} person={person} />
          {!person.leftAt && <AvailabilityCard person={person} />}
        </Stack>
      ) : (
        <Loading of="card" />
      )}
    </Screen>
  )
}

function PersonActions({ person: { id, name, mail, account, leftAt } }: { person: Person }) {
  const t = useText(settingsWords)
  const invite = useMutation({
    ...tell(invitePerson),
    onSuccess: ({ sentTo }) => {
      say(t.invited(sentTo))
      return again()
    },
    onError: sayFailure,
  })
  const leave = useMutation({ ...tell(declareLeave), onSuccess: again, onError: sayFailure })
  const comeBack = useMutation({ ...tell(declareReturn), onSuccess: again, onError: sayFailure })
  const letGo = async () => {
    if (await confirm({ title: t.leaveTitle(name), consequences: t.leaveSays, verb: t.leave, danger: true })) leave.mutate({ id })
  }
  const takeBack = async () => {
    if (await confirm({ title: `${t.comeBack}: ${name}`, consequences: t.comeBackSays, verb: t.comeBack })) comeBack.mutate({ id })
  }
  if (leftAt) return <Button label={t.comeBack} does={declareReturn} busy={comeBack.isPending} onClick={() => void takeBack()} />
  return (
    <Row gap={6}>
      {account !== 'active' && (
        <Button
          icon={IconMailForward}
          label={account === 'invited' ? t.inviteAgain : t.invite}
          does={invitePerson}
          busy={invite.isPending}
          disabledBecause={mail === '' && t.noMail}
          onClick={() => invite.mutate({ id })}
        />
      )}
      <Menu
        trigger={{ icon: IconDots, label: t.edit }}
        items={[{ label: t.leave, icon: IconUserOff, danger: true, does: declareLeave, onClick: () => void letGo() }]}
      />
    </Row>
  )
}

const valuesOf = (person: Person) => {
  const { name, code, honorific, mail, phone, unitId, positionId, managerId, grade, duties, caseCap, joinedOn, skills } = person
  return {
    name,
    code,
    honorific,
    mail,
    phone,
    unitId,
    positionId,
    managerId,
    grade,
    duties,
    caseCap: caseCap as number | null,
    joinedOn,
    skills,
  }
}

function DetailsCard({ person }: { person: Person }) {
  const t = useText(settingsWords)
  const fields = useFields(valuesOf(person))
  const { values, field, dirty, reset } = fields
  const save = useMutation({
    ...tell(changePerson),
    onSuccess: async (kept) => {
      reset(valuesOf(kept))
      say(t.saved)
      await again()
    },
  })
  return (
    <Card title={t.details}>
      <Form
        onSubmit={() => save.mutate({ ...values, caseCap: values.caseCap ?? 0, id: person.id })}
        error={save.error}
        actions={
          <Button
            label={t.save}
            variant="filled"
            type="submit"
            does={changePerson}
            busy={save.isPending}
            disabledBecause={!dirty && t.saved}
          />
        }
      >
        <Grid columns="2fr 1fr 1fr">
          <TextField label={t.name} required {...field('name')} />
          <TextField label={t.honorific} {...field('honorific')} />
          <TextField label={t.code} {...field('code')} />
        </Grid>
        <Grid columns={2}>
          <TextField label={t.mail} type="email" inputMode="email" {...field('mail')} />
          <PhoneField label={t.phone} {...field('phone')} />
        </Grid>
        <PlaceFields person={person} {...fields} />
        <TagsField label={t.skills} hint={t.skillsHint} {...field('skills')} />
        <TextArea label={t.duties} rows={3} {...field('duties')} />
        <Grid columns={2}>
          <NumberField label={t.caseCap} hint={t.caseCapHint} min={0} max={500} {...field('caseCap')} />
          <DateField label={t.joinedOn} {...field('joinedOn')} />
        </Grid>
      </Form>
    </Card>
  )
}

/** Where somebody stands: unit, a position of that unit, who leads them, and their grade. */
function PlaceFields({ person, values, set, field }: { person: Person } & ReturnType<typeof useFields<ReturnType<typeof valuesOf>>>) {
  const t = useText(settingsWords)
  const { data } = useQuery(ask(chart, {}))
  const { units = [], positions = [] } = data ?? {}
  const ofUnit = positions.filter(({ unitId }) => unitId === values.unitId)
  return (
    <>
      <Grid columns={2}>
        <Select
          label={t.unit}
          name="unitId"
          value={values.unitId}
          options={units.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(unitId) => {
            set('unitId', unitId)
            set('positionId', null)
          }}
          clearable
        />
        <Select
          label={t.position}
          options={ofUnit.map(({ id, title, vacant }) => ({ value: id, label: vacant ? `${title} (${t.vacant})` : title }))}
          clearable
          {...field('positionId')}
        />
      </Grid>
      <Grid columns={2}>
        <FoundSelect label={t.manager} finder={colleagues} without={person.id} clearable {...field('managerId')} />
        <Select
          label={t.grade}
          hint={t.gradeHint}
          options={Grade.options.map((value) => ({ value, label: value }))}
          clearable
          {...field('grade')}
        />
      </Grid>
    </>
  )
}
