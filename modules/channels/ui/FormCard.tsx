import { IconCopy, IconExternalLink } from '@tabler/icons-react'
import { Button, Card, Row, Stack, Switch, say, sayFailure, Txt, useText } from '#web/kit.tsx'
import { type Settings, useSaving } from './saving.ts'
import { words } from './words.ts'

const PATH = '/gui-yeu-cau'

/** Where customers write without an account, and whether it takes anything. */
export function FormCard({ settings }: { settings: Settings }) {
  const t = useText(words)
  const save = useSaving(() => undefined)
  const address = `${location.origin}${PATH}`
  const copy = () => navigator.clipboard.writeText(address).then(() => say(t.copied), sayFailure)
  return (
    <Card title={t.form}>
      <Stack gap={12}>
        <Txt tone={2} as="p">
          {t.formSays}
        </Txt>
        <Row wrap align="center">
          <Txt weight={500}>{address}</Txt>
          <Button size="sm" icon={IconCopy} label={t.copy} onClick={() => void copy()} />
          <Button size="sm" icon={IconExternalLink} label={t.openForm} onClick={() => window.open(address, '_blank', 'noopener')} />
        </Row>
        <Switch
          label={t.formOpen}
          hint={t.formOpenHint}
          value={settings.form.enabled}
          disabled={save.isPending}
          onChange={(enabled) => save.mutate({ form: { enabled } }, { onError: sayFailure })}
        />
      </Stack>
    </Card>
  )
}
