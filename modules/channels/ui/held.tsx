import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import { Chip, confirm, Stack, say, sayFailure, Txt, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { type listSuspended as Held, notSpam, rerunSuspended } from '../contract.ts'
import { mailWords } from './mailWords.ts'

export type HeldMail = z.output<typeof Held.reply>['items'][number]

/** Why a mail is held, by its reason, in words. */
export function useReasons(): Record<string, string> {
  const t = useText(mailWords)
  return {
    ...{ broken: t.whyBroken, tooLarge: t.whyTooLarge, tooSlow: t.whyTooSlow, noSender: t.whyNoSender, loop: t.whyLoop },
    ...{ ambiguousSender: t.whyAmbiguousSender, staffNotProven: t.whyStaffNotProven, bounceUnknown: t.whyBounceUnknown, spam: t.whySpam },
  }
}

/** The reason a mail is held for, and what is known of it. */
export function Why({ mail }: { mail: HeldMail }) {
  const t = useText(mailWords)
  const reasons = useReasons()
  const { reason } = mail
  const detail = detailOf(mail, t)
  const isGrave = reason === 'staffNotProven' || reason === 'ambiguousSender'
  return (
    <Stack gap={2} align="flex-start">
      <Chip tint={isGrave ? 'son' : 'nghe'}>{reasons[reason] ?? reason}</Chip>
      {detail && (
        <Txt size={12} tone={3}>
          {detail}
        </Txt>
      )}
    </Stack>
  )
}

function detailOf({ reason, detail }: HeldMail, t: (typeof mailWords)['vi']): string {
  if (reason === 'staffNotProven') return detail.endsWith('fail') ? t.proofFail : t.proofUnknown
  if (reason === 'ambiguousSender') return t.senders(detail)
  if (detail === 'never finished') return t.neverFinished
  return reason === 'spam' ? '' : detail
}

/** Reading again and letting in: whichever it was, the answer says what became of the mail. */
export function useDeeds(mail: HeldMail, onDone?: () => void) {
  const t = useText(mailWords)
  const reasons = useReasons()
  const told = ({ state, reason }: { state: string; reason: string | null }) => {
    if (state === 'understood') {
      say(t.letInDone)
      onDone?.()
    } else say(t.stillHeld(reasons[reason ?? ''] ?? state), { tone: 'bad' })
    return queries.invalidateQueries({ queryKey: ['channels'] })
  }
  const reread = useMutation({ ...tell(rerunSuspended), onSuccess: told, onError: sayFailure })
  const letIn = useMutation({ ...tell(notSpam), onSuccess: told, onError: sayFailure })
  const ask = async () => {
    const consequences = mail.reason === 'staffNotProven' ? t.letInStaff : t.letInSays
    if (await confirm({ title: t.letInTitle, consequences, verb: t.letIn })) letIn.mutate({ id: mail.id })
  }
  const busy = reread.isPending || letIn.isPending
  return { reread: (charset?: string) => reread.mutate({ id: mail.id, charset }), letIn: ask, busy }
}
