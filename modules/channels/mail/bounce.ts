import { signal } from './automatic.ts'
import { isAddress, sameAddress } from './headers.ts'
import type { ParsedMail } from './parse.ts'

/** What a mail server says about a mail of ours. `failed` is final, `delayed` is not, `delivered` is good news. */
export type Bounce = {
  outcome: 'failed' | 'delayed' | 'delivered'
  recipients: { address: string; status: string; detail: string }[]
  /** Message ids, brackets kept, that the report quotes: ours is among them. */
  about: string[]
}

const SENDERS =
  /(mailer-?daemon|postmaster|mail[\s-]?delivery|mdaemon|maildelivery|mail (administrator|system|delivery subsystem)|delivery (system|subsystem)|internet mail delivery|system administrator|hệ thống thư)/i
const SUBJECTS =
  /(undeliver|returned (mail|to sender)|delivery (status )?(notification|failure|report|has failed|error|problem)|(mail|message|e-?mail)( message)? (delivery|status|system|rejected|not sent|could not)|failure notice|failure delivery|delivery failed|not delivered|non[- ]?deliver|could(n't| not) be delivered|cannot (be )?deliver|can't deliver|unable to deliver|nondeliverable|mail error|rejected|mail failure|user unknown|unknown user|message (could|was) not|bounced|delayed|không gửi được|không thể gửi|chưa gửi được|gửi (thư )?(không thành công|thất bại)|thư bị trả lại|配信|mail undeliverable)/iu
const BODIES =
  /(this is the qmail-send program|created automatically by (the )?mail (delivery|system)|could not be delivered|couldn't be delivered|did not reach|wasn't delivered|was not delivered|delivery to the following recipients? (failed|has been delayed)|unable to deliver|undeliverable|permanent(ly)? (error|fail)|user unknown|unknown user|no such (user|address|mailbox|recipient)|mailbox (is )?(full|unavailable|not found|disabled)|does not exist|address rejected|recipient rejected|over quota|quota exceeded|5\.\d\.\d{1,3}\b|\b55[0-4][ -]|transcript of session follows|host (unknown|not found)|returned mail|địa chỉ (thư |email )?không tồn tại|không tìm thấy địa chỉ|không thể gửi (thư|tới)|hộp thư (đã )?đầy)/iu
const DELAYED = /(delayed|will (be )?(retried|keep trying|continue)|still trying|warning: (message|could)|bị trì hoãn|temporary problem)/iu

/** Null when the mail is no bounce. */
export function bounceOf(mail: ParsedMail, envelopeFrom: string | null): Bounce | null {
  const { report } = mail
  if (report && /delivery-status|^report$/.test(report.type) && report.status.trim()) return fromReport(mail, report)
  if (report && /disposition-notification|feedback-report/.test(report.type)) return null
  return fromWords(mail, envelopeFrom)
}

function fromReport(mail: ParsedMail, report: { status: string; original: string }): Bounce {
  const recipients = report.status
    .split(/\r?\n\s*\r?\n/)
    .map((block) => ({
      address: addressIn(field(block, 'Final-Recipient') || field(block, 'Original-Recipient')),
      action: field(block, 'Action').toLowerCase(),
      status: field(block, 'Status'),
      detail: field(block, 'Diagnostic-Code'),
    }))
    .filter(({ address, action }) => address || action)
  const actions = recipients.map(({ action }) => action.trim())
  const good = actions.length > 0 && actions.every((action) => /^(delivered|relayed|expanded)/.test(action))
  const late = actions.length > 0 && actions.every((action) => action.startsWith('delayed'))
  return {
    outcome: good ? 'delivered' : late ? 'delayed' : 'failed',
    recipients: recipients
      .slice(0, 50)
      .map(({ address, status, detail }) => ({ address, status: status.slice(0, 20), detail: detail.slice(0, 300) })),
    about: aboutOf(mail, report.original),
  }
}

/** Servers that write prose. Two of: a machine's sender, its subject, its body, the null return path. */
function fromWords(mail: ParsedMail, envelopeFrom: string | null): Bounce | null {
  const text = mail.body.text.slice(0, 20_000)
  const failedTo = signal(mail.signals, 'x-failed-recipients') ?? ''
  const says = [
    SENDERS.test(`${mail.from?.name ?? ''} ${mail.from?.address ?? ''}`),
    SUBJECTS.test(mail.subject),
    BODIES.test(text),
    envelopeFrom === '' || signal(mail.signals, 'return-path')?.trim() === '<>',
    Boolean(failedTo),
    mail.report !== null,
  ]
  const machine = says[0] || says[3] || says[4] || says[5]
  if (!machine || says.filter(Boolean).length < 2 || !(says[1] || says[2] || says[4])) return null
  const named = failedTo
    ? failedTo.split(',')
    : [...text.matchAll(/<([^<>\s@]{1,64}@[^<>\s]{3,190})>\s*[:(]/g)].map(([, address]) => String(address))
  const recipients = named.map((address) => addressIn(address)).filter(Boolean)
  const detail = /^.*\b(?:5\d\d[ -]|5\.\d\.\d).*$/m.exec(text)?.[0].trim() ?? ''
  return {
    outcome: DELAYED.test(mail.subject) ? 'delayed' : 'failed',
    recipients: [...new Set(recipients)].slice(0, 50).map((address) => ({ address, status: '', detail: detail.slice(0, 300) })),
    about: aboutOf(mail, mail.report?.original ?? ''),
  }
}

const field = (block: string, name: string) =>
  new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t].*)*)`, 'im').exec(block)?.[1]?.replace(/\s+/g, ' ').trim() ?? ''

function addressIn(given: string): string {
  const bare = sameAddress(given.replace(/^[^;]*;/, '').replace(/[<>]/g, ''))
  return isAddress(bare) ? bare : ''
}

function aboutOf(mail: ParsedMail, original: string): string[] {
  const attached = mail.attachments
    .filter(({ mime }) => mime === 'message/rfc822')
    .map(({ bytes }) => Buffer.from(bytes.subarray(0, 60_000)).toString('latin1'))
  const said = [original, ...attached, mail.body.text.slice(0, 60_000)].flatMap((text) =>
    [...text.matchAll(/^[>\s|]*Message-Id:\s*(<[^<>\s]{3,250}>)/gim)].map(([, id]) => String(id)),
  )
  return [...new Set([...said, ...mail.inReplyTo, ...mail.references])].slice(0, 60)
}
