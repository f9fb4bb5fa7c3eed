import { useMutation, useQuery } from '@tanstack/react-query'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Checkbox,
  DateField,
  Drawer,
  Form,
  Grid,
  MultiSelect,
  NumberField,
  Select,
  say,
  TagsField,
  TextField,
  useFields,
  useLanguage,
  useMay,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { type Customer, type Preferences, Segment, Tier, Vulnerable } from '../contract/shapes.ts'
import { changeCustomer, listTags } from '../contract.ts'
import { groups, segments, tiers } from '../text/names.ts'
import { words } from '../text/screens.ts'
import { CustomerPicker } from './CustomerPicker.tsx'
import { OwnerField, PlaceFields } from './fields.tsx'

type Channel = NonNullable<Preferences['channel']>

const valuesOf = (customer: Customer) => {
  const { name, honorific, selfWord, contactName, taxCode, segment, tier, language, noAdvertising, tags } = customer
  const { birthDate, birthLunar, birthLunarDay, birthLunarMonth, foundedOn, preferences, vulnerable = [] } = customer
  return {
    ...{ name, honorific, selfWord, contactName, taxCode, segment, tier, language, noAdvertising, tags },
    ...{ birthDate, birthLunar, birthLunarDay, birthLunarMonth, foundedOn, vulnerable },
    companyId: customer.company?.id ?? null,
    ownerId: customer.owner?.id ?? null,
    addressLine: customer.address.line,
    provinceCode: customer.address.provinceCode,
    wardCode: customer.address.wardCode,
    legacyAddress: customer.address.legacy,
    channel: preferences.channel,
    noCalls: preferences.noCalls,
    bestTime: preferences.bestTime,
  }
}
type Values = ReturnType<typeof valuesOf>
type Fields = ReturnType<typeof useFields<Values>>

/** Changes a profile. Who comes second is told who was first, and what they typed stays. */
export function EditDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useText(words)
  const fields = useFields(valuesOf(customer))
  const seesGroups = customer.vulnerable !== undefined
  const save = useMutation({
    ...tell(changeCustomer),
    onSuccess: () => {
      say(t.saved)
      onClose()
      return queries.invalidateQueries({ queryKey: ['customers'] })
    },
  })
  const submit = () => {
    const { channel, noCalls, bestTime, vulnerable, ...rest } = fields.values
    const { id, version } = customer
    save.mutate({ id, version, ...rest, preferences: { channel, noCalls, bestTime }, ...(seesGroups ? { vulnerable } : {}) })
  }
  return (
    <Drawer open onClose={onClose} title={t.edit} size={560}>
      <Form
        onSubmit={submit}
        error={save.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.save} variant="filled" type="submit" busy={save.isPending} disabledBecause={!fields.dirty && t.saved} />
          </>
        }
      >
        {customer.kind === 'person' ? <PersonFields {...fields} /> : <CompanyFields {...fields} />}
        <StandingFields {...fields} />
        <PlaceFields
          value={fields.values}
          onChange={({ addressLine, provinceCode, wardCode, legacyAddress }) => {
            if (addressLine !== undefined) fields.set('addressLine', addressLine)
            if (provinceCode !== undefined) fields.set('provinceCode', provinceCode)
            if (wardCode !== undefined) fields.set('wardCode', wardCode)
            if (legacyAddress !== undefined) fields.set('legacyAddress', legacyAddress)
          }}
        />
        <WishFields {...fields} />
        {seesGroups && <GroupsField {...fields} />}
      </Form>
    </Drawer>
  )
}

function PersonFields({ values, field }: Fields) {
  const t = useText(words)
  return (
    <>
      <TextField label={t.name} required {...field('name')} />
      <Grid columns={2}>
        <TextField label={t.honorific} placeholder={t.honorificHint} {...field('honorific')} />
        <TextField label={t.selfWord} placeholder={t.selfWordHint} {...field('selfWord')} />
      </Grid>
      <CustomerPicker label={t.belongsTo} kind="company" {...field('companyId')} />
      <DateField label={t.birthday} {...field('birthDate')} />
      <Checkbox label={t.birthdayLunar} {...field('birthLunar')} />
      {values.birthLunar && (
        <Grid columns={2}>
          <NumberField label={t.lunarDay} min={1} max={30} required {...field('birthLunarDay')} />
          <NumberField label={t.lunarMonth} min={1} max={12} required {...field('birthLunarMonth')} />
        </Grid>
      )}
    </>
  )
}

function CompanyFields({ field }: Fields) {
  const t = useText(words)
  return (
    <>
      <TextField label={t.companyName} required {...field('name')} />
      <Grid columns={2}>
        <TextField label={t.contactName} {...field('contactName')} />
        <TextField label={t.taxCode} inputMode="numeric" {...field('taxCode')} />
      </Grid>
      <DateField label={t.founded} {...field('foundedOn')} />
    </>
  )
}

function optionsOf<Value extends string>(values: readonly Value[], names: Record<Value, string>): { value: Value; label: string }[] {
  return values.map((value) => ({ value, label: names[value] }))
}

function StandingFields({ field, set, values }: Fields) {
  const t = useText(words)
  const language = useLanguage()
  const { data: tags = [] } = useQuery(ask(listTags, {}))
  return (
    <>
      <Grid columns={2}>
        <Select
          label={t.tier}
          name="tier"
          value={values.tier}
          options={optionsOf(Tier.options, tiers[language])}
          onChange={(tier) => tier && set('tier', tier)}
        />
        <Select
          label={t.segment}
          name="segment"
          value={values.segment}
          options={optionsOf(Segment.options, segments[language])}
          onChange={(segment) => segment && set('segment', segment)}
        />
      </Grid>
      <OwnerField {...field('ownerId')} />
      <TagsField label={t.tags} suggestions={tags.map(({ tag }) => tag)} {...field('tags')} />
    </>
  )
}

function WishFields({ field, set, values }: Fields) {
  const t = useText(words)
  const channels: { value: Channel; label: string }[] = [
    { value: 'phone', label: t.phone },
    { value: 'mail', label: t.mail },
    { value: 'zalo', label: 'Zalo' },
    { value: 'facebook', label: 'Facebook' },
    { value: 'letter', label: t.letter },
  ]
  return (
    <>
      <Grid columns={2}>
        <Select label={t.preferred} placeholder={t.anyChannel} options={channels} clearable {...field('channel')} />
        <TextField label={t.bestTime} placeholder={t.bestTimeHint} {...field('bestTime')} />
      </Grid>
      <Checkbox label={t.noCalls} {...field('noCalls')} />
      <Checkbox label={t.noAdvertising} {...field('noAdvertising')} />
      <Select
        label={t.language}
        name="language"
        value={values.language}
        options={[
          { value: 'vi', label: t.vietnamese },
          { value: 'en', label: t.english },
        ]}
        onChange={(language) => language && set('language', language)}
      />
    </>
  )
}

function GroupsField({ field }: Fields) {
  const t = useText(words)
  const language = useLanguage()
  const may = useMay('customers.vulnerable')
  if (!may) return null
  return (
    <MultiSelect
      label={t.vulnerable}
      hint={t.vulnerableHint}
      options={optionsOf(Vulnerable.options, groups[language])}
      {...field('vulnerable')}
    />
  )
}
