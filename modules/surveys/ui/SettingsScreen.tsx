import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { z } from 'zod'
import { readCaseSettings } from '#cases/contract'
import type { Language } from '#platform/text.ts'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Card,
  ErrorBox,
  Form,
  Grid,
  Loading,
  MultiSelect,
  NumberField,
  Row,
  Screen,
  Segmented,
  Select,
  Stack,
  Switch,
  say,
  TextArea,
  TextField,
  Txt,
  useFields,
  useLanguage,
  useMay,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { changeSurveySettings, readSurveySettings, type SurveySettings } from '../contract.ts'
import { words } from '../text/screens.ts'

type Stored = z.output<typeof readSurveySettings.reply>

/** `/cai-dat/khao-sat`: whether, when and how customers are asked. */
export function SettingsScreen() {
  const t = useText(words)
  const settings = useQuery(ask(readSurveySettings, {}))
  return (
    <Screen narrow title={t.settingsTitle} actions={<Button label={t.seeAnswers} to="/khao-sat" />}>
      <Stack gap={16}>
        <Txt as="p" tone={2}>
          {t.settingsSay}
        </Txt>
        {settings.data ? (
          <Settings key={settings.data.version} stored={settings.data} />
        ) : settings.error ? (
          <ErrorBox error={settings.error} retry={() => void settings.refetch()} />
        ) : (
          <Loading of="card" rows={6} />
        )}
      </Stack>
    </Screen>
  )
}

function Settings({ stored }: { stored: Stored }) {
  const t = useText(words)
  const { values, field, set, dirty } = useFields(valuesOf(stored))
  const save = useMutation({
    ...tell(changeSurveySettings),
    onSuccess: () => {
      say(t.saved)
      return queries.invalidateQueries({ queryKey: ['surveys'] })
    },
  })
  const enabled = field('enabled')
  return (
    <Card>
      <Form
        onSubmit={() => save.mutate({ ...settingsOf(values), version: stored.version })}
        error={save.error}
        actions={
          <Button label={t.save} variant="filled" type="submit" busy={save.isPending} disabledBecause={!dirty && t.nothingChanged} />
        }
      >
        <Switch label={t.enabled} value={enabled.value} onChange={enabled.onChange} />
        <Grid columns={2}>
          <Select label={t.delay} hint={t.delayHint} options={useDelays(stored.delayMinutes)} {...field('delay')} />
          <NumberField label={t.rest} hint={t.restHint} suffix={t.restUnit} min={0} max={365} {...field('restDays')} />
          <Select label={t.low} hint={t.lowHint} options={useLows()} {...field('low')} />
          <SkippedTypes value={values.skipTypes} onChange={(types) => set('skipTypes', types)} />
        </Grid>
        <Wording values={{ vi: values.vi, en: values.en }} onChange={(language, words) => set(language, words)} />
      </Form>
    </Card>
  )
}

function SkippedTypes({ value, onChange }: { value: string[]; onChange: (types: string[]) => void }) {
  const t = useText(words)
  const language = useLanguage()
  const may = useMay(readCaseSettings) !== undefined
  const { data } = useQuery({ ...ask(readCaseSettings, {}), enabled: may })
  const known = (data?.types ?? []).map(({ code, name, nameEn }) => ({ value: code, label: language === 'en' ? nameEn : name }))
  const unknown = value.filter((code) => !known.some((one) => one.value === code)).map((code) => ({ value: code, label: code }))
  return (
    <MultiSelect
      label={t.skipTypes}
      hint={t.skipTypesHint}
      name="skipTypes"
      options={[...known, ...unknown]}
      value={value}
      onChange={onChange}
    />
  )
}

type Words = SurveySettings['vi']

function Wording({ values, onChange }: { values: Record<Language, Words>; onChange: (language: Language, words: Words) => void }) {
  const t = useText(words)
  const [language, setLanguage] = useState<Language>('vi')
  const given = values[language]
  const field = (name: keyof Words) => ({
    name: `${language}.${name}`,
    value: given[name],
    onChange: (typed: string) => onChange(language, { ...given, [name]: typed }),
  })
  return (
    <Stack gap={12}>
      <Txt as="h3" weight={600}>
        {t.wording}
      </Txt>
      <Row>
        <Segmented
          label={t.language}
          value={language}
          onChange={setLanguage}
          options={[
            { value: 'vi', label: t.vietnamese },
            { value: 'en', label: t.english },
          ]}
        />
      </Row>
      <TextField label={t.subject} required maxLength={150} hint={t.wordingHint} {...field('subject')} />
      <TextField label={t.question} required maxLength={200} {...field('question')} />
      <TextArea label={t.intro} rows={3} {...field('intro')} />
    </Stack>
  )
}

const DELAYS = [0, 60, 240, 1440, 4320] as const

function useDelays(now: number) {
  const t = useText(words)
  const usual = DELAYS.map((minutes) => ({ value: String(minutes), label: t[`delay${minutes}`] }))
  return DELAYS.some((minutes) => minutes === now) ? usual : [...usual, { value: String(now), label: t.delayOther(now) }]
}

function useLows() {
  const t = useText(words)
  return ([0, 1, 2, 3, 4] as const).map((score) => ({ value: String(score), label: t[`low${score}`] }))
}

type Values = {
  enabled: boolean
  delay: string | null
  restDays: number | null
  low: string | null
  skipTypes: string[]
  vi: Words
  en: Words
}

const valuesOf = ({ enabled, delayMinutes, restDays, lowScore, skipTypes, vi, en }: Stored): Values => ({
  ...{ enabled, restDays, skipTypes, vi, en },
  delay: String(delayMinutes),
  low: String(lowScore),
})

const settingsOf = ({ delay, low, restDays, ...rest }: Values): SurveySettings => ({
  ...rest,
  delayMinutes: Number(delay ?? 0),
  lowScore: Number(low ?? 0),
  restDays: restDays ?? 0,
})
