import { IconMailOpened } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, askPages } from '#web/api.ts'
import {
  Banner,
  Button,
  Drawer,
  Empty,
  ErrorBox,
  Facts,
  format,
  HtmlMessage,
  Line,
  Loading,
  Screen,
  Stack,
  Table,
  Txt,
  useAddress,
  useMay,
  usePages,
  useText,
} from '#web/kit.tsx'
import { listTestMails, readChannelSettings, readTestMail } from '../contract.ts'
import { mailWords } from './mailWords.ts'

/** What would have been sent, had an outgoing server been set. */
export function TestMailboxScreen() {
  const t = useText(mailWords)
  const { search, change } = useAddress()
  const { rows, more, query } = usePages({ ...askPages(listTestMails, { limit: 50 }), refetchInterval: 5_000 })
  const columns = [
    { head: t.to, cell: ({ to }: (typeof rows)[number]) => to, main: true },
    { head: t.subject, cell: ({ subject }: (typeof rows)[number]) => subject || t.noSubject },
    { head: t.at, cell: ({ at }: (typeof rows)[number]) => format.dateTime(at), num: true },
  ]
  return (
    <Screen title={t.test}>
      <Stack gap={12}>
        <WhereMailGoes />
        {query.error ? (
          <ErrorBox error={query.error} retry={() => void query.refetch()} />
        ) : query.data ? (
          <Table
            label={t.test}
            rows={rows}
            columns={columns}
            more={more}
            current={search.thu ?? null}
            onOpen={({ id }) => change({ thu: id }, { push: true })}
            rowName={({ subject }) => subject || t.noSubject}
            whenEmpty={<Empty icon={IconMailOpened} title={t.testEmpty} says={t.testEmptySays} />}
          />
        ) : (
          <Loading of="table" />
        )}
      </Stack>
      <Drawer open={Boolean(search.thu)} onClose={() => change({ thu: undefined })} title={t.test} size={680}>
        {search.thu && <TestMail id={search.thu} />}
      </Drawer>
    </Screen>
  )
}

function WhereMailGoes() {
  const t = useText(mailWords)
  const maySet = useMay(readChannelSettings) !== undefined
  const settings = useQuery({ ...ask(readChannelSettings, {}), enabled: maySet })
  const leaves = settings.data?.usesTestMailbox === false
  const action = maySet && <Button size="sm" label={t.setServer} to="/cai-dat/kenh?muc=gui" />
  return (
    <Banner tint={leaves ? 'ma' : 'lam'} icon={IconMailOpened} action={action}>
      {leaves ? t.testRealServer : t.testNothingLeaves}
    </Banner>
  )
}

function TestMail({ id }: { id: string }) {
  const t = useText(mailWords)
  const mail = useQuery(ask(readTestMail, { id }))
  const [headers, setHeaders] = useState(false)
  if (mail.error) return <ErrorBox error={mail.error} retry={() => void mail.refetch()} />
  if (!mail.data) return <Loading of="card" />
  const { subject, from, to, at, html, text } = mail.data
  return (
    <Stack gap={12}>
      <Txt as="h2" size={16} weight={600}>
        {subject || t.noSubject}
      </Txt>
      <Facts
        columns={1}
        facts={[
          { label: t.fromWord, value: from },
          { label: t.to, value: to },
          { label: t.at, value: format.dateTime(at) },
        ]}
      />
      <Line />
      {html ? <HtmlMessage html={html} /> : <Txt pre>{text}</Txt>}
      <Line />
      <span>
        <Button size="sm" variant="subtle" label={headers ? t.hideHeaders : t.headers} onClick={() => setHeaders(!headers)} />
      </span>
      {headers && <Facts columns={1} facts={mail.data.headers.map(({ name, value }) => ({ label: name, value }))} />}
    </Stack>
  )
}
