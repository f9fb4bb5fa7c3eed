import { useMutation, useQuery } from '@tanstack/react-query'
import { discardDraft } from '#conversations/contract'
import { ask, tell } from '#web/api.ts'
import {
  Button,
  Chip,
  Empty,
  ErrorBox,
  Line,
  Link,
  Loading,
  Modal,
  Row,
  Spacer,
  Stack,
  say,
  sayFailure,
  Txt,
  useText,
  When,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { listUnsent, type Unsent } from '../../contract.ts'
import { caseLink } from '../address.ts'
import { unsentWords } from './unsentWords.ts'

/** What I have begun and not sent, in whatever case; also words of a case that has gone where I may not follow. */
export function UnsentDialog({ onClose }: { onClose: () => void }) {
  const t = useText(unsentWords)
  const unsent = useQuery({ ...ask(listUnsent, {}), staleTime: 0 })
  return (
    <Modal open onClose={onClose} title={t.title} size={640}>
      <Stack gap={12}>
        {unsent.isPending && <Loading rows={3} />}
        {unsent.error && <ErrorBox error={unsent.error} retry={() => unsent.refetch()} />}
        {unsent.data?.length === 0 && <Empty kind="done" title={t.none} says={t.noneSays} />}
        {unsent.data?.map((one) => (
          <One key={`${one.conversationId}.${one.mode}`} unsent={one} onClose={onClose} />
        ))}
      </Stack>
    </Modal>
  )
}

function One({ unsent: { conversationId, mode, text, changedAt, case: of }, onClose }: { unsent: Unsent; onClose: () => void }) {
  const t = useText(unsentWords)
  const discard = useMutation({
    ...tell(discardDraft),
    onSuccess: () => {
      say(t.discarded)
      return Promise.all([
        queries.invalidateQueries({ queryKey: ['cases', listUnsent.at] }),
        queries.invalidateQueries({ queryKey: ['conversations'] }),
      ])
    },
    onError: sayFailure,
  })
  const copy = () => navigator.clipboard.writeText(text).then(() => say(t.copied), sayFailure)
  return (
    <Stack gap={6}>
      <Row gap={8} align="center" wrap>
        {of ? (
          <Link to={caseLink(of.code)} onClick={onClose}>
            {of.code} · {of.subject}
          </Link>
        ) : (
          <Txt weight={600}>{t.gone}</Txt>
        )}
        <Chip outline>{mode === 'note' ? t.note : t.reply}</Chip>
        <Txt size={12} tone={3}>
          <When at={changedAt} />
        </Txt>
        <Spacer />
        <Button size="sm" label={t.copy} onClick={copy} />
        <Button size="sm" label={t.discard} busy={discard.isPending} onClick={() => discard.mutate({ id: conversationId, mode })} />
      </Row>
      <Txt size={13} tone={2} pre as="p">
        {text}
      </Txt>
      <Line />
    </Stack>
  )
}
