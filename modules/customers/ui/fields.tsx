import { useQuery } from '@tanstack/react-query'
import { colleagues } from '#org/places'
import { ask } from '#web/api.ts'
import { type FieldProps, FoundSelect, Grid, Select, TextArea, TextField, useText } from '#web/kit.tsx'
import { listProvinces, listWards } from '../contract.ts'
import { words } from '../text/screens.ts'

type Place = { addressLine: string; provinceCode: string | null; wardCode: string | null; legacyAddress: string }

/** Today's two levels, from the list of the country; the old text stays beside them, word for word. */
export function PlaceFields({ value, onChange }: { value: Place; onChange: (change: Partial<Place>) => void }) {
  const t = useText(words)
  const { data: provinces = [] } = useQuery({ ...ask(listProvinces, {}), staleTime: Number.POSITIVE_INFINITY })
  const wards = useQuery({
    ...ask(listWards, { code: value.provinceCode ?? '' }),
    enabled: value.provinceCode !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const options = (places: readonly { code: string; name: string }[]) => places.map(({ code, name }) => ({ value: code, label: name }))
  return (
    <>
      <Grid columns={2}>
        <Select
          label={t.province}
          name="provinceCode"
          value={value.provinceCode}
          onChange={(provinceCode) => onChange({ provinceCode, wardCode: null })}
          options={options(provinces)}
          clearable
        />
        <Select
          label={t.ward}
          name="wardCode"
          value={value.wardCode}
          onChange={(wardCode) => onChange({ wardCode })}
          options={options(wards.data ?? [])}
          disabled={value.provinceCode === null}
          clearable
        />
      </Grid>
      <TextField
        label={t.addressLine}
        name="addressLine"
        value={value.addressLine}
        onChange={(addressLine) => onChange({ addressLine })}
        autoComplete="off"
      />
      <TextArea
        label={t.legacyAddress}
        hint={t.legacyHint}
        name="legacyAddress"
        rows={2}
        value={value.legacyAddress}
        onChange={(legacyAddress) => onChange({ legacyAddress })}
      />
    </>
  )
}

/** A colleague who answers for the customer. */
export function OwnerField(field: Omit<FieldProps<string | null>, 'label'>) {
  const t = useText(words)
  return <FoundSelect {...field} label={t.owner} finder={colleagues} clearable />
}
