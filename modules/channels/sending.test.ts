import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { queueMail, smtpSetting } from '#platform/outbox.ts'
import { changeSetting } from '#platform/settings.ts'
import { openHouse, type TestHouse } from '../../tests/house.ts'
import * as contract from './contract.ts'
import { type Automatic, type Reply, sendAutomatic, sendReply, smtpInPort } from './index.ts'
import { headerOf, openDropper, openSink, sendsThrough, until } from './samples.ts'
import { mailSetting } from './settings.ts'

const START = new Date('2026-11-25T03:00:00Z')
const house = await openHouse({ services: true, at: START })
const diep = await house.person('care_manager')
const admin = await house.person('administrator')
const linh = await house.person('support_officer')
const later = (minutes: number, of: TestHouse = house) => of.setNow(new Date(START.getTime() + minutes * 60_000))
const identity = { fromAddress: 'cskh@maylanh.example', fromName: 'Mây Lành', signature: '', authservId: '', plusAddressing: false }
await house.does((ctx) => changeSetting(ctx, mailSetting, identity))

const reply = (given: Partial<Reply> = {}) =>
  house.does((ctx) =>
    sendReply(ctx, { conversationId: newId(), messageId: newId(), to: ['hanh@example.vn'], subject: 'Re: Nồi', text: 'Dạ chị', ...given }),
  )
const automatic = (given: Partial<Automatic> = {}, of = house) =>
  of.does((ctx) =>
    sendAutomatic(ctx, {
      ...{ to: 'hanh@example.vn', subject: 'Đã nhận PH-000001', text: 'Đã nhận', kind: 'acknowledgement' },
      ...{ about: { room: 'cases', subjectId: newId() }, ...given },
    }),
  )
type Mail = { state: string; attempts: number; reply: string | null; transport: string | null; messageId: string; wait: number }
const mailOf = async (id: string): Promise<Mail | undefined> =>
  (
    await sql<Mail>`select state, attempts, reply, transport, message_id, extract(epoch from not_before - queued_at)::float8 / 60 as wait
      from platform.outgoing where id = ${id}`.execute(house.house.db)
  ).rows[0]
const reaches = (id: string, state: string) =>
  until(async () => {
    const mail = await mailOf(id)
    return mail?.state === state && mail
  })

test('while no server is set, everything lies in the test mailbox, to be read by those who may', async () => {
  const { outgoingId } = await reply({ subject: 'Re: Hộp thư thử', html: '<p>Dạ <b>chị</b></p>' })
  expect((await reaches(outgoingId, 'sent')).transport).toBe('test')
  const link = await house.does((ctx) =>
    queueMail(ctx, {
      ...{ kind: 'automatic', from: { name: '', address: 'cskh@maylanh.example' }, to: ['moi@maylanh.example'] },
      ...{ subject: 'Mời vào', text: 'https://…', about: { room: 'org', subjectId: null } },
    }),
  )
  await reaches(link.outgoingId, 'sent')
  const seen = async (who: typeof diep) => (await who.asks(contract.listTestMails, {})).items.map(({ subject }) => subject)
  expect(await seen(diep)).toEqual(['Re: Hộp thư thử'])
  expect(await seen(admin)).toEqual(expect.arrayContaining(['Re: Hộp thư thử', 'Mời vào']))
  await expect(seen(linh)).rejects.toMatchObject({ status: 403 })
  const read = await diep.asks(contract.readTestMail, { id: outgoingId })
  expect(read).toMatchObject({
    to: 'hanh@example.vn',
    from: 'Mây Lành · cskh@maylanh.example',
    html: expect.stringContaining('<b>chị</b>'),
  })
  expect(read.headers).toContainEqual({ name: 'Message-ID', value: expect.stringMatching(/^<c\./) })
  await expect(diep.asks(contract.readTestMail, { id: link.outgoingId })).rejects.toMatchObject({ status: 404 })
})

test('the server is set with a test mail first; its password is never shown, nor sent to another server', async () => {
  const sink = await openSink({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      done(password === 'mật khẩu' ? null : new Error('sai mật khẩu'), { user: username }),
  })
  const smtp = { host: '127.0.0.1', port: sink.port, security: 'none' as const, username: 'cskh' }
  const right = { ...smtp, secret: 'mật khẩu' }
  expect(await admin.asks(contract.trySmtp, { ...smtp, secret: 'sai', to: 'thu@example.vn' })).toMatchObject({
    works: false,
    trouble: 'signIn',
  })
  // Of somebody else: one person tries six times a minute.
  const colleague = await house.person('administrator')
  expect(await colleague.asks(contract.trySmtp, { ...right, port: 1, to: 'thu@example.vn' })).toMatchObject({
    ...{ works: false, trouble: 'network', detail: expect.stringContaining('ECONNREFUSED') },
  })
  expect(await admin.asks(contract.trySmtp, { ...right, to: 'thu@example.vn' })).toMatchObject({ works: true })
  expect(sink.taken).toMatchObject([{ to: ['thu@example.vn'], subject: 'Thư thử từ Tận Tâm' }])
  const before = await admin.asks(contract.readChannelSettings, {})
  expect(before).toMatchObject({ usesTestMailbox: true, listensOn: smtpInPort(house.house) })
  await admin.asks(contract.changeSmtp, right)
  const shown = await admin.asks(contract.readChannelSettings, {})
  expect(shown.smtp).toMatchObject({ ...smtp, auth: 'password', hasSecret: true, hasClientSecret: false })
  expect(JSON.stringify(shown)).not.toContain('mật khẩu')
  await admin.asks(contract.changeSmtp, smtp)
  expect(await admin.asks(contract.trySmtp, { ...smtp, to: 'thu@example.vn' })).toMatchObject({ works: true })
  const other = await openSink()
  for (const elsewhere of [
    { ...smtp, host: 'localhost' },
    { ...smtp, port: other.port },
    { ...smtp, security: 'starttls' as const },
  ])
    for (const asks of [
      () => admin.asks(contract.trySmtp, { ...elsewhere, to: 'thu@example.vn' }),
      () => admin.asks(contract.changeSmtp, elsewhere),
    ])
      await expect(asks()).rejects.toMatchObject({ status: 422, code: 'channels.secretForOtherHost' })
  await expect(linh.asks(contract.changeSmtp, right)).rejects.toMatchObject({ status: 403 })
  const stored = await sql<{ value: unknown }>`select value from platform.setting where key = 'mail.smtp'`.execute(house.house.db)
  expect(JSON.stringify(stored.rows)).not.toContain('mật khẩu')
  const { outgoingId } = await reply({ subject: 'Re: ra ngoài' })
  expect((await reaches(outgoingId, 'sent')).transport).toBe('smtp')
  // A wrong password is waited for, never hammered on.
  await house.does((ctx) => changeSetting(ctx, smtpSetting, { ...smtp, password: 'đã đổi' }))
  const late = await reply({ subject: 'Re: sai mật khẩu' })
  expect(await reaches(late.outgoingId, 'deferred')).toMatchObject({ attempts: 1, wait: 1 })
})

test('A18: names and subjects cannot add a header or a recipient', async () => {
  const sink = await openSink()
  await sendsThrough(house, sink.port)
  const evil = 'Bcc: nan@example.vn\r\nX-Evil: 1'
  await house.does((ctx) => changeSetting(ctx, mailSetting, { ...identity, fromName: `Mây "Lành" <x@evil.example>, ${evil}` }))
  await reply({ subject: `Nồi\r\n${evil}\r\n\r\nthân`, cc: ['HANH@example.vn', 'tu@example.vn', 'cskh@maylanh.example'] })
  const mail = await until(() => sink.taken[0])
  expect([mail.from, mail.to.toSorted()]).toEqual(['cskh@maylanh.example', ['hanh@example.vn', 'tu@example.vn']])
  for (const name of ['from', 'to', 'cc', 'subject', 'message-id', 'date']) expect([name, headerOf(mail, name).length]).toEqual([name, 1])
  for (const name of ['bcc', 'x-evil', 'reply-to']) expect([name, headerOf(mail, name)]).toEqual([name, []])
  for (const to of [
    'a@example.vn\r\nRCPT TO:<nan@example.vn>',
    '"a@evil.example> "@example.vn',
    'a@example.vn, b@example.vn',
    'không có gì',
  ])
    await expect(reply({ to: [to] })).rejects.toMatchObject({ status: 422, code: 'channels.wrongAddress' })
  await expect(reply({ to: ['CSKH@maylanh.example'] })).rejects.toMatchObject({ code: 'channels.nobodyToWriteTo' })
  await house.does((ctx) => changeSetting(ctx, mailSetting, identity))
})

test('A19: automatic mail says what it is, and its ids look like a mail program’s', async () => {
  const sink = await openSink()
  await sendsThrough(house, sink.port)
  await automatic({ to: 'a19@example.vn', conversationId: newId() })
  await automatic({ to: 'a19@example.vn', kind: 'survey', listUnsubscribe: 'https://cskh.maylanh.example/huy/abc' })
  await until(() => sink.taken.length === 2)
  const ack = sink.taken.find((mail) => headerOf(mail, 'auto-submitted')[0] === 'auto-replied')
  const survey = sink.taken.find((mail) => headerOf(mail, 'auto-submitted')[0] === 'auto-generated')
  if (!ack || !survey) throw new Error('one of the two did not come')
  for (const mail of [ack, survey]) {
    expect([headerOf(mail, 'precedence'), headerOf(mail, 'x-auto-response-suppress')]).toEqual([['bulk'], ['All']])
    // MSGID_RANDY, MSGID_SPAM_CAPS, MSGID_YAHOO_CAPS, MSGID_SHORT, INVALID_MSGID of SpamAssassin.
    for (const rule of [
      /<[a-z\d][a-z\d$-]{10,29}[a-z\d]\$[a-z\d][a-z\d$-]{5}/,
      /^\s*<?[A-Z]+@/,
      /<[A-Z]+@yahoo/,
      /^.{1,15}$|<.{0,4}@/,
      /\s/,
    ])
      expect(headerOf(mail, 'message-id')[0]).not.toMatch(rule)
  }
  expect(headerOf(survey, 'list-unsubscribe')).toEqual(['<https://cskh.maylanh.example/huy/abc>'])
  expect(headerOf(survey, 'list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click'])
})

test('A15: cut off after the final dot, a reply goes at most twice under one id, automatic mail once; the doubt is visible', {
  timeout: 90_000,
}, async () => {
  const dropper = await openDropper()
  await sendsThrough(house, dropper.port)
  const replies = await Promise.all(Array.from({ length: 34 }, (_, at) => reply({ to: [`a15-${at}@example.vn`] })))
  const machines = await Promise.all(Array.from({ length: 34 }, (_, at) => automatic({ to: `a15-${at}@example.vn` })))
  for (const one of machines) await reaches('outgoingId' in one ? one.outgoingId : '', 'unknown')
  for (const { outgoingId } of replies) await reaches(outgoingId, 'deferred')
  later(2)
  for (const { outgoingId } of replies) expect((await reaches(outgoingId, 'unknown')).attempts).toBe(2)
  later(600)
  await new Promise((done) => setTimeout(done, 1_500))
  const ids = dropper.taken.filter((mail) => mail.includes('a15-')).map((mail) => /^Message-ID:\s*(<[^>]+>)/im.exec(mail)?.[1])
  const copies = (id: string) => ids.filter((one) => one?.trim() === id).length
  expect(replies.map(({ internetMessageId }) => copies(internetMessageId))).toEqual(Array(34).fill(2))
  // A hundred and two times: twice for a reply, once for a machine's mail.
  expect(ids.length).toBe(102)
  later(0)
})

test('a reply that had to wait before is sent once more all the same when its end was not answered', { timeout: 60_000 }, async () => {
  await sendsThrough(house, 1)
  const { outgoingId, internetMessageId } = await reply({ to: ['cho@example.vn'] })
  expect((await reaches(outgoingId, 'deferred')).attempts).toBe(1)
  const dropper = await openDropper()
  await sendsThrough(house, dropper.port)
  later(3)
  const copies = () => dropper.taken.filter((mail) => mail.includes(internetMessageId)).length
  await expect.poll(copies, { timeout: 10_000 }).toBe(1)
  await reaches(outgoingId, 'deferred')
  later(8)
  expect((await reaches(outgoingId, 'unknown')).attempts).toBe(3)
  expect(copies()).toBe(2)
  later(0)
})

test('A16: whatever fails after the mail has left, and however often, no reply is sent a second time', { timeout: 120_000 }, async () => {
  const sink = await openSink()
  await sendsThrough(house, sink.port)
  const says = (statements: string) => sql.raw(statements).execute(house.house.db)
  await says(`create sequence public.tries; create function public.breaks() returns trigger language plpgsql as $$ begin
    if new.reaction like '%followDelivery' then perform nextval('public.tries'); raise exception 'broken after sending'; end if; return new; end $$;
    create trigger breaks before insert on platform.reaction_done for each row execute function public.breaks()`)
  try {
    const replies = await Promise.all(Array.from({ length: 50 }, (_, at) => reply({ to: [`a16-${at}@example.vn`] })))
    const tried = async () =>
      (await sql<{ n: number }>`select last_value::int as n from public.tries`.execute(house.house.db)).rows[0]?.n ?? 0
    await until(async () => sink.taken.length >= 50 && (await tried()) >= 50, 90_000)
    const ids = sink.taken.map((mail) => headerOf(mail, 'message-id')[0])
    expect(ids.toSorted()).toEqual(replies.map(({ internetMessageId }) => internetMessageId).toSorted())
  } finally {
    await says('drop trigger breaks on platform.reaction_done; drop function public.breaks(); drop sequence public.tries')
  }
})

test('A20: 4xx waits with growing pauses, 5xx comes back, a refused TLS waits; at most ten tries an hour', {
  timeout: 90_000,
}, async () => {
  const refuses = (code: number) =>
    openSink({
      onRcptTo: (_to, _session, done) => {
        done(Object.assign(new Error('not now'), { responseCode: code }))
      },
    })
  await sendsThrough(house, (await refuses(550)).port)
  const bounced = await reply()
  expect(await reaches(bounced.outgoingId, 'bounced')).toMatchObject({ attempts: 1, reply: expect.stringContaining('not now') })
  await sendsThrough(house, (await refuses(451)).port)
  const grey = await reply()
  await reaches(grey.outgoingId, 'deferred')
  for (let minute = 1; minute <= 60; minute += 1) {
    later(minute)
    const due = ((await mailOf(grey.outgoingId))?.wait ?? 0) <= minute
    if (due) await until(async () => ((await mailOf(grey.outgoingId))?.wait ?? 0) > minute)
  }
  const tries = (await mailOf(grey.outgoingId))?.attempts
  expect(tries).toBeGreaterThan(3)
  expect(tries).toBeLessThanOrEqual(10)
  await house.settled()
  const told = await sql`select 1 from notifications.notification where kind = 'mail_failed' and person_id = ${admin.id}`.execute(
    house.house.db,
  )
  expect(told.rows).toHaveLength(1)
  later(0)
  const plain = await openSink()
  await house.does((ctx) =>
    changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port: plain.port, security: 'starttls', username: '', password: '' }),
  )
  expect((await reaches((await reply()).outgoingId, 'deferred')).reply).toMatch(/STARTTLS|TLS/i)
  // A certificate nobody vouches for is no certificate: smtp-server's own one.
  const forged = await openSink({ disabledCommands: [] })
  await house.does((ctx) =>
    changeSetting(ctx, smtpSetting, { host: '127.0.0.1', port: forged.port, security: 'starttls', username: '', password: '' }),
  )
  expect((await reaches((await reply()).outgoingId, 'deferred')).reply).toMatch(/certificate|self.signed|altname/i)
  expect([...plain.taken, ...forged.taken]).toEqual([])
})
