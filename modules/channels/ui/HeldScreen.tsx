import { IconDots } from '@tabler/icons-react'
import { askPages } from '#web/api.ts'
import {
  Banner,
  Drawer,
  Empty,
  ErrorBox,
  FilterSentence,
  format,
  Loading,
  Menu,
  Screen,
  Stack,
  Table,
  Txt,
  useAddress,
  useMay,
  usePages,
  useText,
} from '#web/kit.tsx'
import { listSuspended, notSpam, type Reason, rerunSuspended } from '../contract.ts'
import { HeldMail } from './HeldMail.tsx'
import { type HeldMail as Held, useDeeds, useReasons, Why } from './held.tsx'
import { mailWords } from './mailWords.ts'

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
    { head: t.sender, cell: (mail: Held) => <Said mail={mail} />, main: true },
    { head: t.why, cell: (mail: Held) => <Why mail={mail} /> },
    { head: t.size, cell: ({ size }: Held) => format.fileSize(size), num: true, align: 'right' as const, notOnPhone: true },
    { head: t.at, cell: ({ receivedAt }: Held) => format.dateTime(receivedAt), num: true },
    { head: t.deeds, cell: (mail: Held) => <Deeds mail={mail} />, align: 'right' as const, width: 76 },
  ]
  const close = () => change({ thu: undefined })
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
            current={search.thu ?? null}
            onOpen={({ id }) => change({ thu: id }, { push: true })}
            rowName={({ subject }) => subject || t.noSubject}
          />
        ) : (
          <Loading of="table" />
        )}
      </Stack>
      <Drawer open={Boolean(search.thu)} onClose={close} title={t.held} size={680}>
        {search.thu && <HeldMail id={search.thu} onDone={close} />}
      </Drawer>
    </Screen>
  )
}

/** Whoever decides sees what was written, as plain text: nothing of it is loaded or can be pressed. */
function Said({ mail: { from, subject, preview, attachments } }: { mail: Held }) {
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

function Deeds({ mail }: { mail: Held }) {
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
