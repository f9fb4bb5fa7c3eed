import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { Button, ErrorBox, Facts, format, Line, Loading, Row, Stack, Txt, useMay, useText } from '#web/kit.tsx'
import { notSpam, readSuspended, rerunSuspended } from '../contract.ts'
import { type HeldMail as Held, useDeeds, Why } from './held.tsx'
import { mailWords } from './mailWords.ts'

/** One held mail: who wrote, why it is held, everything it says as plain text, and what may be done with it. `onDone` after it was let in. */
export function HeldMail({ id, onDone }: { id: string; onDone: () => void }) {
  const t = useText(mailWords)
  const mail = useQuery({ ...ask(readSuspended, { id }), retry: false })
  if (mail.error) return <ErrorBox error={mail.error} retry={() => void mail.refetch()} />
  if (!mail.data) return <Loading of="card" />
  const { subject, from, receivedAt, size, attachments, text } = mail.data
  return (
    <Stack gap={12}>
      <Txt as="h2" size={16} weight={600}>
        {subject || t.noSubject}
      </Txt>
      <Facts
        columns={1}
        facts={[
          { label: t.sender, value: from || t.unknownSender },
          { label: t.why, value: <Why mail={mail.data} /> },
          { label: t.at, value: format.dateTime(receivedAt) },
          { label: t.size, value: format.fileSize(size) },
          ...(attachments.length > 0 ? [{ label: t.attached, value: attachments.join(', ') }] : []),
        ]}
      />
      <Deeds mail={mail.data} onDone={onDone} />
      <Line />
      {text ? <Txt pre>{text}</Txt> : <Txt tone={3}>{t.nothingRead}</Txt>}
    </Stack>
  )
}

function Deeds({ mail, onDone }: { mail: Held; onDone: () => void }) {
  const t = useText(mailWords)
  const mayDownload = useMay('channels.original')
  const { reread, letIn, busy } = useDeeds(mail, onDone)
  return (
    <Row gap={8} wrap>
      <Button variant="filled" label={t.letIn} does={notSpam} busy={busy} onClick={() => void letIn()} />
      <Button label={t.reread} does={rerunSuspended} busy={busy} onClick={() => reread()} />
      {mayDownload !== undefined && (
        <Button
          variant="subtle"
          label={t.original}
          onClick={() => window.open(`/api/v1/channels/contacts/${mail.id}/original`, '_blank', 'noopener')}
        />
      )}
    </Row>
  )
}
