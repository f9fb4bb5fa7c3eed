import { useQuery } from '@tanstack/react-query'
import { type SyntheticEvent, useRef, useState } from 'react'
import { getCompany } from '#org/contract'
import type { Language } from '#platform/text.ts'
import { ask } from '#web/api.ts'
import { Button, Card, Row, Segmented, Stack, TextArea, Txt, useMe, useText } from '#web/kit.tsx'
import { fillReply, VARIABLES } from '../rules.ts'
import { words } from '../text/screens.ts'

type Props = { values: Record<Language, string>; onChange: (language: Language, text: string) => void; disabled: boolean }

/** The text in both languages, variables to put in, and what a customer would read. */
export function BodyField({ values, onChange, disabled }: Props) {
  const t = useText(words)
  const [language, setLanguage] = useState<Language>('vi')
  const at = useRef<number | null>(null)
  const text = values[language]
  const insert = (variable: string) => {
    const place = at.current ?? text.length
    const piece = `{${variable}}`
    at.current = place + piece.length
    onChange(language, `${text.slice(0, place)}${piece}${text.slice(place)}`)
  }
  const remember = ({ target }: SyntheticEvent) => {
    if (target instanceof HTMLTextAreaElement) at.current = target.selectionStart
  }
  const speak = (next: Language) => {
    at.current = null
    setLanguage(next)
  }
  return (
    <Stack gap={8}>
      <Row>
        <Segmented
          label={t.language}
          value={language}
          onChange={speak}
          options={[
            { value: 'vi', label: t.vietnamese },
            { value: 'en', label: t.english },
          ]}
        />
      </Row>
      <div onSelect={remember}>
        <TextArea
          label={t.body}
          name={language === 'vi' ? 'body' : 'bodyEn'}
          rows={9}
          required={language === 'vi'}
          hint={language === 'en' ? t.englishHint : undefined}
          disabled={disabled}
          value={text}
          onChange={(next) => onChange(language, next)}
        />
      </div>
      {!disabled && (
        <Row gap={6} wrap>
          {VARIABLES.map(({ name, english }) => {
            const shown = language === 'en' ? english : name
            return <Button key={name} size="sm" label={`{${shown}}`} hint={`${t.insert}: ${t[name]}`} onClick={() => insert(shown)} />
          })}
        </Row>
      )}
      {text.trim() !== '' && <Preview text={text} language={language} />}
    </Stack>
  )
}

const CUSTOMERS = {
  vi: { name: 'Nguyễn Thị Lan', honorific: 'chị', selfWord: 'em' },
  en: { name: 'Jane Miller', honorific: 'Ms', selfWord: '' },
}

function Preview({ text, language }: { text: string; language: Language }) {
  const t = useText(words)
  const me = useMe()
  const { data: company } = useQuery(ask(getCompany, {}))
  const filled = fillReply(text, {
    language,
    customer: CUSTOMERS[language],
    case: { code: 'PH-000123', link: `${location.origin}/tra-cuu/…` },
    me,
    company: company && { name: company.shortName || company.name, hotline: company.hotline },
  })
  return (
    <Card title={t.preview}>
      <Txt as="p" pre>
        {filled.text}
      </Txt>
      {filled.missing.length > 0 && (
        <Txt as="p" size={12} tone="nghe">
          {t.open(filled.missing.map((one) => `{${one}}`).join(', '))}
        </Txt>
      )}
    </Card>
  )
}
