import { Chip, Grid, Switch, TextField, type useFields, useText } from '#web/kit.tsx'
import { words } from './words.ts'

type Named = { name: string; nameEn: string }
type Field<Values extends Record<string, unknown>> = ReturnType<typeof useFields<Values>>['field']

/** Both names of an entry. */
export function NameFields({ field, autoFocus }: { field: Field<Named>; autoFocus?: boolean }) {
  const t = useText(words)
  return (
    <Grid columns={2}>
      <TextField label={t.name} required maxLength={80} autoFocus={autoFocus} {...field('name')} />
      <TextField label={t.nameEn} required maxLength={80} {...field('nameEn')} />
    </Grid>
  )
}

/** The code: given once. */
export function CodeField({ field, isNew }: { field: Field<{ code: string }>; isNew: boolean }) {
  const t = useText(words)
  return <TextField label={t.code} hint={t.codeHint} required maxLength={80} disabled={!isNew} {...field('code')} />
}

export function ArchivedSwitch({ field }: { field: Field<{ archived: boolean }> }) {
  const t = useText(words)
  return <Switch label={t.archived} hint={t.archivedHint} {...field('archived')} />
}

export function ArchivedChip({ archived }: { archived: boolean }) {
  const t = useText(words)
  return archived ? <Chip small>{t.archived}</Chip> : null
}
