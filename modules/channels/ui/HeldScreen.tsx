import { IconDots } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { askPages, tell } from '#web/api.ts'
import {
  Banner,
  Chip,
  confirm,
  Empty,
  ErrorBox,
  FilterSentence,
  format,
  Loading,
  Menu,
  Screen,
  Stack,
  say,
  sayFailure,
  Table,
  Txt,
  useAddress,
  useMay,
  usePages,
  useText,
} from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { type listSuspended as Held, listSuspended, notSpam, type Reason, rerunSuspended } from '../contract.ts'
import { mailWords } from './mailWords.ts'

type HeldMail = z.output<typeof Held.reply>['items'][number]
const REASONS: readonly Reason[] = [
  'spam',
  'staffNotProven',
  'ambiguousSender',
  'noSender',
  'broken',
  'tooLarge',
  'tooSlow',
  'bounceUnknown',
  'loop',
]
/** What Vietnamese mail is most often written in when its letters come out wrong. */
const CHARSETS = ['utf-8', 'windows-1258', 'tcvn', 'viscii', 'windows-1252'] as const

function useReasons(): Record<string, string> {
  const t = useText(mailWords)
  return {
    ...{ broken: t.whyBroken, tooLarge: t.whyTooLarge, tooSlow: t.whyTooSlow, noSender: t.whyNoSender, loop: t.whyLoop },
    ...{ ambiguousSender: t.whyAmbiguousSender, staffNotProven: t.whyStaffNotProven, bounceUnknown: t.whyBounceUnknown, spam: t.whySpam },
  }
}

/** Mail that could not become a case, each with its reason; a person lets it in or has it read again. */
export function HeldScreen() {
  const t = useText(mailWords)
  const reasons = useReasons()
  const { search, change } = useAddress()
  const chosen = REASONS.find((one) => one === search.ly_do)
  const { rows, more, query } = usePages(askPages(listSuspended, { reason: chosen ? [chosen] : undefined, limit: 50 }))
  const filter = {
    id: 'ly_do',
    says: t.why,
    value: chosen ?? '',
    whatever: t.whyAny,
    options: REASONS.map((value) => ({ value, label: reasons[value] ?? value })),
    pick: ([reason]: string[]) => change({ ly_do: reason }),
  }
  const columns = [
    { head: t.sender, cell: (mail: HeldMail) => <Said mail={mail} />, main: true },
    { head: t.why, cell: (mail: HeldMail) => <Why mail={mail} /> },
    { head: t.size, cell: ({ size }: HeldMail) => format.fileSize(size), num: true, align: 'right' as const, notOnPhone: true },
    { head: t.at, cell: ({ receivedAt }: HeldMail) => format.dateTime(receivedAt), num: true },
    { head: t.deeds, cell: (mail: HeldMail) => <Deeds mail={mail} />, align: 'right' as const, width: 76 },
  ]
  const nothing = chosen ? <Empty title={t.heldEmptyFilter} /> : <Empty kind="done" title={t.heldEmpty} says={t.heldEmptySays} />
  return (
    <Screen title={t.held} filters={<FilterSentence words={[t.filterHeld, filter]} />}>
      <Stack gap={12}>
        <Banner tint="grey">{t.heldSays}</Banner>
        {query.error ? (
          <ErrorBox error={query.error} retry={() => void query.refetch()} />
        ) : query.data ? (
          <Table
            label={t.held}
            rows={rows}
            columns={columns}
            more={more}
            whenEmpty={nothing}
            rowName={({ subject }) => subject || t.noSubject}
          />
        ) : (
          <Loading of="table" />
        )}
      </Stack>
    </Screen>
  )
}

/** Whoever decides sees what was written, as plain text: nothing of it is loaded or can be pressed. */
function Said({ mail: { from, subject, preview, attachments } }: { mail: HeldMail }) {
  const t = useText(mailWords)
  return (
    <Stack gap={2}>
      <Txt weight={500}>{from || t.unknownSender}</Txt>
      <Txt size={12} tone={2}>
        {subject || t.noSubject}
      </Txt>
      {preview && (
        <Txt size={12} tone={3} pre>
          {preview}
        </Txt>
      )}
      {attachments.length > 0 && (
        <Txt size={12} tone={3}>
          {t.enclosed(attachments.join(', '))}
        </Txt>
      )}
    </Stack>
  )
}

function Why({ mail }: { mail: HeldMail }) {
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
function useDeeds(mail: HeldMail) {
  const t = useText(mailWords)
  const reasons = useReasons()
  const told = ({ state, reason }: { state: string; reason: string | null }) => {
    if (state === 'understood') say(t.letInDone)
    else say(t.stillHeld(reasons[reason ?? ''] ?? state), { tone: 'bad' })
    return queries.invalidateQueries({ queryKey: ['channels'] })
  }
  const reread = useMutation({ ...tell(rerunSuspended), onSuccess: told, onError: sayFailure })
  const letIn = useMutation({ ...tell(notSpam), onSuccess: told, onError: sayFailure })
  const ask = async () => {
    const consequences = mail.reason === 'staffNotProven' ? t.letInStaff : t.letInSays
    if (await confirm({ title: t.letInTitle, consequences, verb: t.letIn })) letIn.mutate({ id: mail.id })
  }
  return { reread: (charset?: string) => reread.mutate({ id: mail.id, charset }), letIn: ask }
}

function Deeds({ mail }: { mail: HeldMail }) {
  const t = useText(mailWords)
  const mayDownload = useMay('channels.original')
  const { reread, letIn } = useDeeds(mail)
  return (
    <Menu
      trigger={{ icon: IconDots, label: t.actions }}
      items={[
        { label: t.letIn, does: notSpam, onClick: () => void letIn() },
        { label: t.reread, does: rerunSuspended, onClick: () => reread() },
        mayDownload !== undefined && {
          label: t.original,
          onClick: () => window.open(`/api/v1/channels/contacts/${mail.id}/original`, '_blank', 'noopener'),
        },
        'line',
        { title: t.rereadAs },
        ...CHARSETS.map((charset) => ({ label: charset, does: rerunSuspended, onClick: () => reread(charset) })),
      ]}
    />
  )
}
