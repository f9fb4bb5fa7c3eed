import { Worker } from 'node:worker_threads'
import type { ParsedMail } from './parse.ts'

const LIMIT_MS = 5000
/** A mail of 35 MB is held several times over while it is read. */
const HEAP_MB = 512

/** Why a mail could not be read. `lost`: the thread went with it. */
export class Unreadable extends Error {
  override name = 'Unreadable'
  readonly reason: 'broken' | 'tooSlow'
  readonly lost: boolean
  constructor(reason: 'broken' | 'tooSlow', detail: string, lost: boolean) {
    super(detail)
    this.reason = reason
    this.lost = lost
  }
}

type Answer = { mail: ParsedMail } | { error: string }

/** A thread beside the main one that reads mail, one after another, each within five seconds. It is ended and begun anew when one takes longer. */
export function openReader(limitMs = LIMIT_MS) {
  let thread: Worker | undefined
  let last: Promise<unknown> = Promise.resolve()
  async function readNow(bytes: Uint8Array, charset?: string) {
    thread ??= begin()
    try {
      return await ask(thread, { bytes, charset }, limitMs)
    } catch (error) {
      if (error instanceof Unreadable && error.lost) {
        void thread.terminate()
        thread = undefined
      }
      throw error
    }
  }
  return {
    /** Rejects with `Unreadable`. */
    read(bytes: Uint8Array, charset?: string): Promise<ParsedMail> {
      const mine = last.then(() => readNow(bytes, charset))
      last = mine.catch(() => undefined)
      return mine
    },
    async close() {
      await thread?.terminate()
      thread = undefined
    },
  }
}

function begin(): Worker {
  const thread = new Worker(new URL('./worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB } })
  thread.setMaxListeners(0)
  thread.unref()
  return thread
}

function ask(thread: Worker, wanted: { bytes: Uint8Array; charset?: string }, limitMs: number): Promise<ParsedMail> {
  return new Promise((done, failed) => {
    const stopWatch = watch(thread, limitMs, () => over(() => failed(new Unreadable('tooSlow', `${limitMs} ms`, true))))
    const answered = (answer: Answer) =>
      over(() => ('mail' in answer ? done(answer.mail) : failed(new Unreadable('broken', answer.error, false))))
    const died = (error: unknown) => over(() => failed(new Unreadable('broken', String(error), true)))
    function over(settle: () => void) {
      stopWatch()
      thread.off('message', answered).off('error', died).off('exit', died)
      settle()
    }
    thread.on('message', answered).on('error', died).on('exit', died)
    thread.postMessage(wanted)
  })
}

/**
 * Calls `late` when the thread has worked for `limitMs`. Only its own work counts, so that a busy machine holds no honest mail back;
 * but eight times as long by the clock on the wall is too long anyway.
 */
function watch(thread: Worker, limitMs: number, late: () => void): () => void {
  const began = performance.now()
  const before = workedMs(thread)
  let isOver = false
  let timer = setTimeout(look, limitMs)
  async function look() {
    const left = limitMs - ((await workedMs(thread)) - (await before))
    if (isOver) return
    if (left <= 0 || performance.now() - began > limitMs * 8) return late()
    timer = setTimeout(look, Math.max(left, 50))
  }
  return () => {
    isOver = true
    clearTimeout(timer)
  }
}

/** Milliseconds of computing so far; of a thread that is no more none, whose end is told by itself. */
async function workedMs(thread: Worker): Promise<number> {
  const used = await thread.cpuUsage().catch(() => ({ user: 0, system: 0 }))
  return (used.user + used.system) / 1000
}

let shared: ReturnType<typeof openReader> | undefined

/** The one reader of this process. */
export const reader = (): ReturnType<typeof openReader> => {
  shared ??= openReader()
  return shared
}
