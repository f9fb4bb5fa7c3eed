import { PgBoss } from 'pg-boss'
import { act, heardBy, isPassing, queueOf, react } from './act.ts'
import { SYSTEM } from './context.ts'
import type { Happening } from './events.ts'
import type { House } from './house.ts'
import type { Ticker } from './room.ts'

type Announced = { id: string; name: string; facts: object; at: string; about: Happening['about'] }

/** pg-boss over the house's own database. Its tables live in the schema `pgboss`. */
export async function openBoss(url: string, log: House['log'], options: { schedule: boolean } = { schedule: true }) {
  const boss = new PgBoss({ connectionString: url, max: 4, schedule: options.schedule, application_name: 'tantam-jobs' })
  boss.on('error', sayingOnce(log))
  await boss.start()
  return boss
}

const QUIET_MS = 10_000

/** Its troubles come from all queues at once and again at each try: the same one is said once in ten seconds. Not each is an Error: of a worker it is the fields of one. */
export function sayingOnce(log: Pick<House['log'], 'warn'>, now: () => number = Date.now) {
  const said = new Map<string, number>()
  return (trouble: unknown) => {
    const { message, queue } = Object(trouble) as { message?: unknown; queue?: unknown }
    // pg-boss says behind it whose trouble it is: the same one would be a new one for each of its workers.
    const error = (typeof message === 'string' ? message : String(trouble)).replace(/ \(Queue: [^)]*\)$/, '')
    if (now() - (said.get(error) ?? Number.NEGATIVE_INFINITY) < QUIET_MS) return
    if (said.size > 100) said.clear()
    said.set(error, now())
    log.warn({ error, queue }, 'job queue')
  }
}

/** Every room's reactions on a durable queue of their own, its jobs by cron, its tickers. Answers how to wake and how to stop. */
export async function runRooms(house: House, boss: PgBoss) {
  const workers = new Map<string, string>()
  for (const [room, { reactions = [], jobs = [] }] of Object.entries(house.rooms)) {
    if (reactions.length > 0) {
      await ensureQueue(boss, queueOf(room))
      workers.set(queueOf(room), await workReactions(house, boss, room))
    }
    for (const job of jobs) {
      await ensureQueue(boss, job.name)
      await boss.work(job.name, { pollingIntervalSeconds: 5 }, async () => {
        if (!house.resting) await act(house, { me: SYSTEM }, job.run)
      })
      await boss.schedule(job.name, job.cron, null, { tz: 'Asia/Ho_Chi_Minh' })
    }
  }
  const tickers = Object.values(house.rooms).flatMap(({ tickers = [] }) => tickers)
  const stops = tickers.map((one) => beat(house, one))
  const wake = (queues: Iterable<string>) => {
    for (const queue of queues) {
      const worker = workers.get(queue)
      if (worker) boss.notifyWorker(worker)
    }
  }
  return {
    wake,
    /** Queues that what happened has put work into. */
    queuesOf: (happened: readonly Happening[]) => [...heardBy(house, happened).keys()].map(queueOf),
    stop: () => Promise.all(stops.map((stop) => stop())),
  }
}

async function ensureQueue(boss: PgBoss, name: string) {
  const dead = `${name}.dead`
  await boss.createQueue(dead, { retentionSeconds: 90 * 86_400 })
  await boss.createQueue(name, {
    retryLimit: 8,
    retryDelay: 1,
    retryBackoff: true,
    retryDelayMax: 600,
    expireInSeconds: 300,
    heartbeatSeconds: 60,
    deadLetter: dead,
    deleteAfterSeconds: 86_400,
  })
}

/** In the order they happened; one that fails is tried again later and never holds up the rest. */
function workReactions(house: House, boss: PgBoss, room: string) {
  const queue = queueOf(room)
  return boss.work<Announced>(
    queue,
    { pollingIntervalSeconds: 1, batchSize: 25, burstWhenBatchFull: true, heartbeatRefreshSeconds: 20 },
    async (found) => {
      for (const { id, data } of found) {
        try {
          await react(house, room, { ...data, at: new Date(data.at) })
        } catch (error) {
          house.log.error({ queue, event: data.name, error: error instanceof Error ? error.stack : String(error) }, 'a reaction failed')
          await boss.fail(queue, id, { message: error instanceof Error ? error.message : String(error) })
        }
      }
    },
  )
}

/** Calls `run` every so often, never twice at once in this process, at once again while there is work. */
export function beat(house: House, { name, everyMs, run }: Ticker) {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  async function once() {
    let did = 0
    try {
      did = house.resting ? 0 : await act(house, { me: SYSTEM }, run)
    } catch (error) {
      const say = isPassing(error) ? house.log.warn : house.log.error
      say.call(house.log, { ticker: name, error: error instanceof Error ? error.stack : String(error) }, 'a ticker failed')
    }
    if (!stopped) timer = setTimeout(begin, did > 0 ? 5 : everyMs)
  }
  const begin = () => {
    running = once()
  }
  timer = setTimeout(begin, Math.min(everyMs, 200))
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}
