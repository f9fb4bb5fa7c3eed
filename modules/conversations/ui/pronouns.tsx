import { IconAlertTriangle } from '@tabler/icons-react'
import { Chip, useText } from '#web/kit.tsx'
import { pronounWarning } from '../rules/pronouns.ts'
import { words } from './words.ts'

/** "Xưng hô: em – chị", and a warning when the text uses another pair. */
export function Honorifics({ text, honorific, selfWord }: { text: string; honorific: string; selfWord: string }) {
  const t = useText(words)
  if (!honorific) return null
  const warning = pronounWarning(text, { honorific, selfWord })
  if (!warning) return <Chip outline>{t.honorifics(selfWord || 'em', honorific)}</Chip>
  return (
    <span role="status">
      <Chip tint="nghe" icon={IconAlertTriangle}>
        {warning.kind === 'other' ? t.wrongOther(warning.found, warning.expected) : t.wrongSelf(warning.found, warning.expected)}
      </Chip>
    </span>
  )
}
