import type { SendMailOptions, Transporter } from 'nodemailer'
import { act } from '../act.ts'
import { type Ctx, SYSTEM } from '../context.ts'
import { emit } from '../events.ts'
import type { House } from '../house.ts'
import { readSettingVersion } from '../settings.ts'
import { accessOf } from './access.ts'
import { EMPTIED, isOver } from './empty.ts'
import { type MailState, mailStateChanged } from './queue.ts'
import { type Ending, smtpSetting, transportFor } from './server.ts'

const LEASE_MS = 120_000
const MOST_ATTEMPTS = 12
/** Minutes to wait after a passing failure: at most ten tries in the first hour, then up to two days. */
const BACK_OFF = [1, 2, 4, 8, 15, 30, 60, 120, 240, 480, 720, 720]

export type Fate = { state: Extract<MailState, 'sent' | 'deferred' | 'bounced' | 'unknown'>; detail: string }
export type Due = {
  id: string
  kind: string
  mailFrom: string
  mailTo: string[]
  mailCc: string[]
  bytes: Buffer
  attempts: number
  /** Once before its end may have gone out. */
  doubted: boolean
  room: string
  subjectId: string | null
  /** Until when it is ours; it is told by it from what another process has taken since. */
  leaseUntil: Date
}

/** The loop that sends: takes a few due mails, sends each, writes what became of it. Nothing else happens here. */
export function openSender(house: House, everyMs = 500, atOnce = 4) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const line = rememberedLine(house)
  async function round() {
    let took = 0
    try {
      const due = house.resting ? [] : await act(house, { me: SYSTEM }, (ctx) => takeDue(ctx, atOnce))
      took = due.length
      await Promise.all(due.map((mail) => sendOne(house, line, mail)))
    } catch (error) {
      house.log.warn({ error: String(error) }, 'mail sender')
    }
    if (!stopped) timer = setTimeout(begin, took > 0 ? 0 : everyMs)
  }
  const begin = () => {
    running = round()
  }
  begin()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

/** Everything due at `now`, sent in this process instead of by the loop (the demo player). Answers what left. */
export async function sendDue(house: House, now: Date, atOnce = 8): Promise<Due[]> {
  const line = rememberedLine(house)
  const left: Due[] = []
  for (;;) {
    const due = await act(house, { me: SYSTEM, now }, (ctx) => takeDue(ctx, atOnce))
    if (due.length === 0) return left
    await Promise.all(due.map((mail) => sendOne(house, line, mail, now)))
    left.push(...due)
  }
}

/**
 * Leases due rows. One whose lease ran out was being sent when its process died: its fate is unknown when the end of it may have gone out, and
 * otherwise it never left.
 */
export async function takeDue(ctx: Ctx, atOnce: number): Promise<Due[]> {
  const lost = await ctx.db
    .selectFrom('platform.outgoing')
    .select(['id', 'kind', 'attempts', 'doubted', 'room', 'subjectId', 'sentAt'])
    .where('state', '=', 'sending')
    .where('leaseUntil', '<', ctx.now)
    .limit(atOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const mail of lost)
    if (mail.sentAt) await write(ctx, { ...mail, attempts: mail.attempts + 1 }, { state: 'unknown', detail: 'the sending process stopped' })
    // Counted like any other try: a mail that itself stops its process is given up one day.
    else
      await write(
        ctx,
        { ...mail, attempts: mail.attempts + 1 },
        { state: 'deferred', detail: 'the sending process stopped before the end of the mail' },
      )
  const due = await ctx.db
    .selectFrom('platform.outgoing')
    .select(['id', 'kind', 'mailFrom', 'mailTo', 'mailCc', 'bytes', 'attempts', 'doubted', 'room', 'subjectId'])
    .where('state', 'in', ['queued', 'deferred'])
    .where('notBefore', '<=', ctx.now)
    .orderBy('notBefore')
    .orderBy('id')
    .limit(atOnce)
    .forUpdate()
    .skipLocked()
    .execute()
  if (due.length === 0) return []
  const ids = due.map(({ id }) => id)
  const leaseUntil = leaseFrom(ctx)
  await ctx.db.updateTable('platform.outgoing').set({ state: 'sending', leaseUntil }).where('id', 'in', ids).execute()
  return due.map((mail) => ({ ...mail, leaseUntil, attempts: mail.attempts + 1 }))
}

const leaseFrom = ({ now }: Pick<Ctx, 'now'>) => new Date(now.getTime() + LEASE_MS)

/** `refused`: the server took an access token for none; the next sign-in is with a new one. */
export type Line = { transport: Transporter; refused?: () => void }
type Remembered = (ctx: Ctx) => Promise<Line | null>

/** One transport per version of the settings. */
function rememberedLine(house: House): Remembered {
  let known: { version: number; line: Line | null } | undefined
  return async (ctx) => {
    const { value: smtp, version } = await readSettingVersion(ctx, smtpSetting)
    if (known && known.version === version) return known.line
    known?.line?.transport.close()
    const access = smtp?.auth === 'xoauth2' ? accessOf(house, { smtp, version }) : undefined
    known = { version, line: smtp ? { transport: transportFor(smtp, access), refused: access?.refused } : null }
    return known.line
  }
}

const sendOne = (house: House, lineOf: Remembered, mail: Due, now?: Date) =>
  mail.kind === 'reply' ? inTurn(() => sendNow(house, lineOf, mail, now)) : sendNow(house, lineOf, mail, now)

async function sendNow(house: House, lineOf: Remembered, mail: Due, now?: Date) {
  const line = await act(house, { me: SYSTEM, now }, lineOf)
  if (!line) return act(house, { me: SYSTEM, now }, (ctx) => write(ctx, mail, { state: 'sent', detail: 'test mailbox' }, 'test'))
  const held = { ...mail }
  if (mail.kind === 'reply' && !(await renewLease(house, held, { now }))) return
  const fate = await deliver(line, mail, async () => {
    if (!(await renewLease(house, held, { now, ends: true }))) throw new Error('another process has taken this mail')
  })
  await act(house, { me: SYSTEM, now }, (ctx) => write(ctx, held, fate, 'smtp'))
}

let lastReply: Promise<unknown> = Promise.resolve()

/**
 * One reply after the other, in the order they were written, from before it speaks to the server: of those, the ones a doubt would double, there is
 * never more than one in doubt.
 */
function inTurn<Done>(run: () => Promise<Done>): Promise<Done> {
  const mine = lastReply.then(run)
  lastReply = mine.catch(() => undefined)
  return mine
}

/**
 * The lease begins anew; false when another process has taken the mail since, for whoever takes longer than their lease is thought dead. `ends`:
 * before the end of a mail goes out it is written down that it does, so that a process that is killed leaves as few as possible in doubt.
 */
async function renewLease(house: House, mail: Due, { now, ends = false }: { now?: Date; ends?: boolean }): Promise<boolean> {
  const kept = await act(house, { me: SYSTEM, now }, (ctx) =>
    ctx.db
      .updateTable('platform.outgoing')
      .set({ leaseUntil: leaseFrom(ctx), ...(ends ? { sentAt: ctx.now } : {}) })
      .where('id', '=', mail.id)
      .where('state', '=', 'sending')
      .where('leaseUntil', '=', mail.leaseUntil)
      .returning('leaseUntil')
      .executeTakeFirst(),
  )
  if (kept?.leaseUntil) mail.leaseUntil = kept.leaseUntil
  return kept !== undefined
}

type Wired = Pick<Due, 'mailFrom' | 'mailTo' | 'mailCc' | 'bytes'>

/**
 * Speaks SMTP once, through a transport of `transportFor`. What fails before the final dot did not leave; what fails after it may have. `ending` is
 * done after the server said that it takes the mail and before the dot.
 */
export async function deliver(line: Line, mail: Wired, ending: () => Promise<unknown> = async () => {}): Promise<Fate> {
  let endsNow = false
  const held: SendMailOptions & Ending = {
    envelope: { from: mail.mailFrom, to: [...mail.mailTo, ...mail.mailCc] },
    raw: mail.bytes,
    ending: async () => {
      await ending()
      endsNow = true
    },
  }
  try {
    const { response = '', rejected = [] }: { response?: string; rejected?: unknown[] } = await line.transport.sendMail(held)
    return { state: 'sent', detail: rejected.length > 0 ? `${response}; refused: ${rejected.join(', ')}` : response }
  } catch (error) {
    const { responseCode, code = '', message: told } = error as { responseCode?: number; code?: string; message: string }
    if (code === 'EAUTH' && responseCode && line.refused) {
      line.refused()
      return deliver({ transport: line.transport }, mail, ending)
    }
    const message = told.replace(/^Can't send mail - all recipients were rejected: /, '')
    // Only what is said of this mail is final: a refused sign-in or a missing STARTTLS is mended in the settings.
    const isOfThisMail = /^(EENVELOPE|EMESSAGE)$/.test(code) && responseCode !== 530
    if (responseCode && responseCode >= 500 && isOfThisMail) return { state: 'bounced', detail: message }
    if (responseCode) return { state: 'deferred', detail: message }
    return { state: endsNow ? 'unknown' : 'deferred', detail: message }
  }
}

/** What became of a mail; nothing is written when another process has taken it since (`leaseUntil`, where there is one). */
async function write(
  ctx: Ctx,
  mail: Pick<Due, 'id' | 'kind' | 'attempts' | 'doubted' | 'room' | 'subjectId'> & { leaseUntil?: Date },
  fate: Fate,
  transport?: 'smtp' | 'test',
) {
  const again = fate.state === 'unknown' && mail.kind === 'reply' && !mail.doubted
  const waits = fate.state === 'deferred' || again
  const gaveUp = fate.state === 'deferred' && mail.attempts >= MOST_ATTEMPTS
  const state = gaveUp ? 'bounced' : again ? 'deferred' : fate.state
  const wait = (again ? 1 : (BACK_OFF[Math.max(0, mail.attempts - 1)] ?? 720)) * 60_000
  const written = await ctx.db
    .updateTable('platform.outgoing')
    .set({
      state,
      attempts: mail.attempts,
      ...(fate.state === 'unknown' ? { doubted: true } : {}),
      leaseUntil: null,
      reply: fate.detail.slice(0, 1000),
      ...(transport ? { transport } : {}),
      ...(waits ? { notBefore: new Date(ctx.now.getTime() + wait) } : {}),
      sentAt: state === 'sent' ? ctx.now : null,
      ...(isOver(state, transport) ? { bytes: EMPTIED } : {}),
    })
    .where('id', '=', mail.id)
    .$if(mail.leaseUntil !== undefined, (query) => query.where('leaseUntil', '=', mail.leaseUntil ?? null))
    .returning('id')
    .executeTakeFirst()
  if (!written) return
  const shown = again ? 'unknown' : state
  emit(
    ctx,
    mailStateChanged,
    { outgoingId: mail.id, state: shown, room: mail.room, subjectId: mail.subjectId, detail: fate.detail.slice(0, 300) },
    { people: [] },
  )
}
