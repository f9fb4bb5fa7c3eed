import { z } from 'zod'
import { endpoint, paged, pageInput, phone, several, typed } from '#platform/contract.ts'
import { Channel } from './facts.ts'
import { isTokenUrl } from './remote/here.ts'
import { troubles } from './remote/trouble.ts'

export { Channel, ContactFacts } from './facts.ts'

const Id = z.object({ id: z.uuid() })
const Nothing = z.object({})
const Done = z.object({ done: z.literal(true) })

/* Contacts */

const Somebody = z.object({
  name: typed(200).default(''),
  phone: phone.optional(),
  mail: typed(254).optional(),
})

export const LoggedContact = z.object({
  channel: Channel.exclude(['mail', 'form', 'api']),
  direction: z.enum(['in', 'out']).default('in'),
  customerId: z.uuid().optional(),
  from: Somebody.default({ name: '' }),
  subject: typed(300).default(''),
  text: typed(50_000).pipe(z.string().min(1)),
  at: z.coerce.date().optional(),
  answered: z.boolean().default(false),
  outcome: typed(300).optional(),
  fileIds: z.array(z.uuid()).max(20).default([]),
})

export const logContact = endpoint('POST /channels/contacts', {
  needs: 'channels.log',
  says: 'Logs a call, a visit, a letter or a chat by hand: who, when, what was said, answered or not.',
  status: 201,
  input: LoggedContact,
  reply: z.object({ contactId: z.uuid() }),
})

/* Held mail */

const Reason = z.enum(['broken', 'tooLarge', 'tooSlow', 'noSender', 'ambiguousSender', 'staffNotProven', 'bounceUnknown', 'spam', 'loop'])
export type Reason = z.infer<typeof Reason>

const HeldContact = z.object({
  id: z.uuid(),
  state: z.enum(['suspended', 'spam']),
  reason: z.string(),
  detail: z.string(),
  from: z.string(),
  subject: z.string(),
  /** The first words of what was written, as plain text; empty where nothing could be read. */
  preview: z.string(),
  attachments: z.array(z.string()),
  size: z.number(),
  receivedAt: z.coerce.date(),
})

export const listSuspended = endpoint('GET /channels/suspended', {
  needs: 'channels.read',
  says: 'Mail that could not be processed, each with its reason; nothing is ever skipped silently.',
  input: z.object({ ...pageInput, reason: several(Reason).optional() }),
  reply: paged(HeldContact),
})

export const readSuspended = endpoint('GET /channels/suspended/:id', {
  needs: 'channels.read',
  says: 'One held mail with everything that was written in it, as plain text.',
  input: Id,
  /** `text`: at most 20,000 characters; the first words where the mail cannot be read. */
  reply: HeldContact.extend({ text: z.string() }),
})

export const rerunSuspended = endpoint('POST /channels/suspended/:id/rerun', {
  needs: 'channels.release',
  says: 'Reads a held mail again, if wished with another encoding.',
  input: Id.extend({ charset: z.string().max(40).optional() }),
  reply: z.object({ state: z.enum(['understood', 'suspended', 'spam', 'bounce', 'pending']), reason: z.string().nullable() }),
})

export const notSpam = endpoint('POST /channels/suspended/:id/not-spam', {
  needs: 'channels.release',
  says: 'A person looked and vouches for it: the mail goes its usual way.',
  input: Id,
  reply: z.object({ state: z.enum(['understood', 'suspended', 'spam', 'bounce', 'pending']), reason: z.string().nullable() }),
})

/* Mailboxes we fetch from */

/** How a mail server is signed in to. */
const SignIn = z.object({
  username: z.string().trim().max(254),
  auth: z.enum(['password', 'xoauth2']).default('password'),
  /** With OAuth2: where access is renewed, and whom the provider knows us as. */
  tokenUrl: z.union([z.literal(''), z.string().trim().max(1000).refine(isTokenUrl)]).default(''),
  clientId: typed(500).default(''),
  /** Sent once, never shown again; some providers give none. Empty keeps the present one. */
  clientSecret: z.string().trim().max(2000).default(''),
  /** An app password or an OAuth2 refresh token; sent once, never shown again. Empty keeps the present one. */
  secret: z.string().max(8000).default(''),
})
export type SignIn = z.infer<typeof SignIn>

const MailboxInput = z.object({
  name: typed(100).pipe(z.string().min(1)),
  address: z.email().max(254),
  host: z
    .string()
    .trim()
    .min(1)
    .max(253)
    .regex(/^[\p{L}\p{N}.:-]+$/u),
  port: z.int().min(1).max(65_535).default(993),
  secure: z.boolean().default(true),
  ...SignIn.shape,
  username: SignIn.shape.username.min(1),
  folder: typed(200).default('INBOX'),
  unitId: z.uuid().nullable().default(null),
  enabled: z.boolean().default(true),
})
export type MailboxInput = z.infer<typeof MailboxInput>

const Mailbox = MailboxInput.omit({ secret: true, clientSecret: true }).extend({
  id: z.uuid(),
  hasClientSecret: z.boolean(),
  lastPolledAt: z.coerce.date().nullable(),
  /** The server's own words, and what they mean. */
  lastError: z.string().nullable(),
  trouble: z.enum(troubles).nullable(),
})

export const listMailboxes = endpoint('GET /channels/mailboxes', {
  needs: 'channels.settings',
  says: 'The mailboxes fetched by IMAP and how their last fetch went.',
  input: Nothing,
  reply: z.array(Mailbox),
})

export const addMailbox = endpoint('POST /channels/mailboxes', {
  needs: 'channels.settings',
  says: 'Adds a mailbox to fetch from.',
  status: 201,
  input: MailboxInput,
  reply: z.object({ id: z.uuid() }),
})

export const changeMailbox = endpoint('PUT /channels/mailboxes/:id', {
  needs: 'channels.settings',
  says: 'Changes a mailbox; an empty secret keeps the present one.',
  input: MailboxInput.extend({ id: z.uuid() }),
  reply: Done,
})

export const removeMailbox = endpoint('DELETE /channels/mailboxes/:id', {
  needs: 'channels.settings',
  says: 'Stops fetching a mailbox for good; mail already fetched stays.',
  input: Id,
  reply: Done,
})

/** How it went, in the other server's own words; what they mean where it did not work. */
const Trial = z.object({ works: z.boolean(), detail: z.string(), trouble: z.enum(troubles).nullable() })

export const tryMailbox = endpoint('POST /channels/mailboxes/trial', {
  needs: 'channels.settings',
  says: 'Signs in to a mailbox and opens its folder, changing nothing.',
  perMinute: 10,
  quiet: 'looks, changes nothing',
  input: MailboxInput.extend({ id: z.uuid().optional() }),
  reply: Trial,
})

/* Sending and answering */

export const ChannelSettings = z.object({
  mail: z.object({
    /** Address replies come from, and the one customers write to. Empty: the company's. */
    fromAddress: z.union([z.literal(''), z.email().max(254)]),
    fromName: typed(100),
    signature: typed(2000),
    /** Who may vouch in Authentication-Results headers: the name of our own border server. Empty: nobody. */
    authservId: z.string().trim().max(253),
    /** Our server delivers `name+anything@`: answers then come to an address that names the conversation. */
    plusAddressing: z.boolean().default(false),
  }),
  acknowledgement: z.object({
    enabled: z.boolean(),
    subjectVi: typed(200),
    bodyVi: typed(4000),
    subjectEn: typed(200),
    bodyEn: typed(4000),
  }),
  /** The public form. Closed, it takes nothing and says whom to call. */
  form: z.object({ enabled: z.boolean() }),
})
export type ChannelSettings = z.infer<typeof ChannelSettings>

const SmtpFields = z.object({
  host: z.string().trim().max(253),
  port: z.int().min(1).max(65_535),
  security: z.enum(['tls', 'starttls', 'none']),
  /** Without a user name nobody signs in. */
  ...SignIn.shape,
})
/** An access token is somebody's. */
const tokenIsOfSomebody = z.check<z.output<typeof SmtpFields>>(({ value: { host, auth, username }, issues }) => {
  if (host && auth === 'xoauth2' && !username)
    issues.push({ code: 'too_small', origin: 'string', minimum: 1, input: username, path: ['username'] })
})
const SmtpInput = SmtpFields.check(tokenIsOfSomebody)
export type SmtpInput = z.infer<typeof SmtpInput>

const Smtp = SmtpFields.omit({ secret: true, clientSecret: true }).extend({ hasSecret: z.boolean(), hasClientSecret: z.boolean() })
/** Mail that waits for another try: how many, what the server said of one of them, and what that means. */
const Waiting = z.object({ many: z.number(), said: z.string(), trouble: z.enum(troubles) })

export const readChannelSettings = endpoint('GET /channels/settings', {
  needs: 'channels.settings',
  says: 'From name, signature, acknowledgement, the port we listen on, and the outgoing server (without its secrets) with what waits for it.',
  input: Nothing,
  reply: ChannelSettings.extend({
    smtp: Smtp,
    usesTestMailbox: z.boolean(),
    /** The port mail may be handed to by SMTP; null while nobody listens. */
    listensOn: z.number().nullable(),
    waiting: Waiting.nullable(),
  }),
})

export const changeChannelSettings = endpoint('PUT /channels/settings', {
  needs: 'channels.settings',
  says: 'Changes From name and signature, acknowledgement or form, as far as given; the former ones stay in the history.',
  input: ChannelSettings.partial(),
  reply: Done,
})

export const changeSmtp = endpoint('PUT /channels/smtp', {
  needs: 'channels.settings',
  says: 'Sets the outgoing mail server; an empty host means the built-in test mailbox, an empty secret keeps the present one.',
  input: SmtpInput,
  reply: Done,
})

export const trySmtp = endpoint('POST /channels/smtp/trial', {
  needs: 'channels.settings',
  says: 'Sends one test mail through the given server, without saving it.',
  perMinute: 6,
  quiet: 'sends a test mail, changes nothing',
  input: SmtpFields.extend({ to: z.email().max(254) }).check(tokenIsOfSomebody),
  reply: Trial,
})

/* The built-in test mailbox */

const TestMail = z.object({ id: z.uuid(), to: z.string(), subject: z.string(), state: z.string(), at: z.coerce.date() })

export const listTestMails = endpoint('GET /channels/test-mailbox', {
  needs: 'channels.testMailbox',
  says: 'What was sent while no outgoing server is set.',
  input: z.object({ ...pageInput }),
  reply: paged(TestMail),
})

export const readTestMail = endpoint('GET /channels/test-mailbox/:id', {
  needs: 'channels.testMailbox',
  says: 'One mail of the test mailbox, as its reader would see it.',
  input: Id,
  reply: TestMail.extend({
    from: z.string(),
    text: z.string(),
    html: z.string().nullable(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
  }),
})
