import { useMutation } from '@tanstack/react-query'
import { tell } from '#web/api.ts'
import { Checkbox, FoundMultiSelect, say, TextField, useFields, useGo, useText } from '#web/kit.tsx'
import { addParticipants, splitCase } from '../../contract.ts'
import { caseLink } from '../address.ts'
import { caseWords } from '../caseWords.ts'
import { useHandlers } from '../handlers.ts'
import { refresh } from '../refresh.ts'
import { useChange } from '../useChange.ts'
import { Ask } from './Ask.tsx'
import type { Given } from './decisions.tsx'

/** A new case out of one message; it opens at once. */
export function SplitDialog({ row, messageId, subject, onClose }: Given & { messageId: string; subject: string }) {
  const t = useText(caseWords)
  const { values, field } = useFields({ subject, move: false })
  const go = useGo()
  const split = useMutation({
    ...tell(splitCase),
    onSuccess: ({ code }) => {
      say(t.splitDone(code))
      onClose()
      go(caseLink(code))
      return refresh()
    },
  })
  return (
    <Ask
      title={t.splitTitle}
      verb={t.splitVerb}
      error={split.error}
      busy={split.isPending}
      onClose={onClose}
      onSubmit={() => split.mutate({ id: row.id, messageIds: [messageId], ...values })}
    >
      <TextField label={t.subject} required autoFocus {...field('subject')} />
      <Checkbox label={t.moveMessage} hint={values.move ? t.splitMoves : t.splitSays} {...field('move')} />
    </Ask>
  )
}

/** Colleagues who may see and follow the case from now on. */
export function InviteDialog({ row, onClose }: Given) {
  const t = useText(caseWords)
  const { values, field } = useFields<{ personIds: string[] }>({ personIds: [] })
  const invite = useChange(addParticipants, t.invited, { onDone: onClose, inForm: true })
  return (
    <Ask
      title={t.inviteTitle}
      verb={t.inviteVerb}
      error={invite.error}
      busy={invite.isPending}
      disabledBecause={values.personIds.length === 0 && t.choose}
      onClose={onClose}
      onSubmit={() => invite.mutate({ id: row.id, ...values })}
    >
      <FoundMultiSelect label={t.colleagues} finder={useHandlers()} placeholder={t.choose} autoFocus {...field('personIds')} />
    </Ask>
  )
}
