import type { ImapFlow } from 'imapflow'
import { act } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'
import { type Box, passOf } from '../actions/access.ts'
import { tellOfMailbox } from '../actions/alarm.ts'
import { receiveMail } from '../actions/receive.ts'
import { markFetched, markTrouble, selectMailbox, selectMailboxes } from '../queries/mailboxes.ts'
import { imapClient, isSignInRefused } from '../remote/imap.ts'
import { imapTrouble, needsSomebody, troubleOf } from '../remote/trouble.ts'
import { openLocks } from './locks.ts'

const POLL_MS = 60_000
const LOOK_MS = 5_000
const MOST_BYTES = 35 * 1024 * 1024
/** Waits after the first, second … failure in a row, in ms: a wrong password is tried ten times in the first hour and fewer after. */
const BACK_OFF = [30_000, 120_000, 360_000, 480_000]

/** A line that is down this many times in a row is no passing trouble any more. */
const MANY_FAILURES = 3

type Fetcher = { stop: () => Promise<void>; version: number }

/** Fetches every enabled mailbox, each by one process at a time; a changed mailbox is picked up within seconds. */
export async function startImap(house: House, { pollMs = POLL_MS, lookMs = LOOK_MS } = {}): Promise<() => Promise<void>> {
  const fetchers = new Map<string, Fetcher>()
  const locks = openLocks(house)
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  async function look() {
    try {
      const boxes = (await selectMailboxes(house.db)).filter(({ enabled }) => enabled)
      const wanted = new Map(boxes.map(({ id, version }) => [id, version]))
      for (const [id, fetcher] of fetchers) {
        if (wanted.get(id) === fetcher.version) continue
        fetchers.delete(id)
        await fetcher.stop()
      }
      for (const [id, version] of wanted)
        if (!fetchers.has(id)) fetchers.set(id, { version, stop: keepFetching(house, { id, locks }, pollMs) })
    } catch (error) {
      house.log.warn({ error: String(error) }, 'mailboxes could not be read')
    }
    if (!stopped) timer = setTimeout(look, lookMs)
  }
  await look()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await Promise.all([...fetchers.values()].map(({ stop }) => stop()))
    locks.close()
  }
}

type Mine = { id: string; locks: ReturnType<typeof openLocks>; failures?: number }

function keepFetching(house: House, mine: Mine, pollMs: number): () => Promise<void> {
  const control = new AbortController()
  const running = (async () => {
    for (let failures = 0; !control.signal.aborted; ) {
      const outcome = await oneSession(house, { ...mine, failures }, control.signal, pollMs)
      failures = outcome === 'failed' ? failures + 1 : 0
      const wait = outcome === 'failed' ? (BACK_OFF[Math.min(failures, BACK_OFF.length) - 1] ?? 0) : Math.min(pollMs, 5_000)
      await pause(wait, control.signal)
    }
  })()
  return () => {
    control.abort()
    return running
  }
}

function pause(ms: number, signal: AbortSignal) {
  return new Promise<void>((done) => {
    if (signal.aborted) return done()
    const over = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', over)
      done()
    }
    const timer = setTimeout(over, ms)
    signal.addEventListener('abort', over)
  })
}

/** One connection to the mail server, for as long as it lasts, while this mailbox is ours to fetch. */
async function oneSession(
  house: House,
  { id: mailboxId, locks, failures = 0 }: Mine,
  signal: AbortSignal,
  pollMs: number,
): Promise<'ended' | 'failed' | 'elsewhere'> {
  try {
    if (!(await locks.take(mailboxId))) return 'elsewhere'
    try {
      return await connected(house, { mailboxId, failures }, signal, pollMs)
    } finally {
      await locks.release(mailboxId)
    }
  } catch (error) {
    house.log.warn({ mailboxId, error: String(error) }, 'a mailbox could not be locked')
    return 'failed'
  }
}

type Trying = { mailboxId: string; failures: number }

async function connected(house: House, { mailboxId, failures }: Trying, signal: AbortSignal, pollMs: number): Promise<'ended' | 'failed'> {
  const box = await selectMailbox(house.db, mailboxId)
  if (!box) return 'ended'
  let client: ImapFlow | undefined
  const stop = () => client?.close()
  signal.addEventListener('abort', stop)
  try {
    client = await signIn(house, box, signal)
    await client.mailboxOpen(box.folder, { readOnly: true })
    while (!signal.aborted && client.usable) {
      await fetchNew(house, client, box.id)
      await somethingNew(client, pollMs, signal)
    }
    return 'ended'
  } catch (error) {
    if (signal.aborted) return 'ended'
    await tellTrouble(house, box, imapTrouble(error), failures + 1)
    return 'failed'
  } finally {
    signal.removeEventListener('abort', stop)
    client?.close()
  }
}

/** A connection that is signed in. An access token the server no longer takes is renewed once, whatever its provider said of its life. */
async function signIn(house: House, box: Box, signal: AbortSignal): Promise<ImapFlow> {
  const access = { db: house.db, house, now: house.clock() }
  try {
    return await connect(box, await passOf(access, box), signal)
  } catch (error) {
    if (box.auth !== 'xoauth2' || !isSignInRefused(error) || signal.aborted) throw error
    return await connect(box, await passOf(access, box, { anew: true }), signal)
  }
}

async function connect(box: Box, pass: string, signal: AbortSignal): Promise<ImapFlow> {
  const client = imapClient(box, pass)
  const stop = () => client.close()
  signal.addEventListener('abort', stop)
  try {
    await client.connect()
    return client
  } catch (error) {
    client.close()
    throw error
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

/** Stands at the mailbox at once; whoever can mend it is told when waiting does not help, or has not helped. */
async function tellTrouble(house: House, { id, name }: Box, said: string, failures: number) {
  house.log.warn({ mailboxId: id, trouble: said }, 'a mailbox could not be fetched')
  await act(house, { me: SYSTEM }, async (ctx) => {
    await markTrouble(ctx.db, id, said, ctx.now)
    if (failures >= MANY_FAILURES || needsSomebody(troubleOf(said))) await tellOfMailbox(ctx, { id, name, said })
  })
}

/** IDLE until the server says something, or the time to look anyway. */
async function somethingNew(client: ImapFlow, pollMs: number, signal: AbortSignal) {
  await new Promise<void>((done) => {
    const over = () => {
      clearTimeout(timer)
      client.off('exists', over).off('close', over)
      signal.removeEventListener('abort', over)
      done()
    }
    const timer = setTimeout(over, pollMs)
    client.on('exists', over).on('close', over)
    signal.addEventListener('abort', over)
    client.idle().then(over, over)
  })
}

/**
 * Fetches what is newer than the last step, in order; each mail is durable before the next is asked for. The mailbox is opened read-only:
 * nothing is ever marked or deleted. When the server numbers its mail anew, everything is looked at again and what is known is known.
 */
export async function fetchNew(house: House, client: ImapFlow, mailboxId: string): Promise<number> {
  const box = await selectMailbox(house.db, mailboxId)
  const open = client.mailbox
  if (!box || !open) return 0
  const uidValidity = Number(open.uidValidity)
  const from = box.uidValidity === uidValidity ? box.lastUid + 1 : 1
  const found = (await client.fetchAll(`${from}:*`, { uid: true, size: true }, { uid: true })).filter(({ uid }) => uid >= from)
  found.sort((a, b) => a.uid - b.uid)
  for (const { uid, size } of found) {
    const bytes = await bytesOf(client, uid, size ?? 0)
    await act(house, { me: SYSTEM }, async (ctx) => {
      if (bytes)
        await receiveMail(ctx, {
          source: 'imap',
          bytes,
          envelope: { from: null, to: [box.address], ...((size ?? 0) > MOST_BYTES ? { cut: size } : {}) },
          mailboxId,
          remoteId: `${uidValidity}:${uid}`,
        })
      await markFetched(ctx.db, mailboxId, { uidValidity, uid, at: ctx.now })
    })
  }
  if (!found.length) await markFetched(house.db, mailboxId, { uidValidity, uid: from - 1, at: house.clock() })
  return found.length
}

/** The whole mail; of one beyond the limit its head and beginning, which then is held as too large. Null when it is gone meanwhile. */
async function bytesOf(client: ImapFlow, uid: number, size: number): Promise<Buffer | null> {
  const source = size > MOST_BYTES ? { start: 0, maxLength: 1024 * 1024 } : true
  const message = await client.fetchOne(String(uid), { uid: true, source }, { uid: true })
  return message ? (message.source ?? null) : null
}
