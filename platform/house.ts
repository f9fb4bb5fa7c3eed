import type pg from 'pg'
import type { PgBoss } from 'pg-boss'
import type { HouseParts, Me } from './context.ts'
import type { Everything } from './database.ts'
import type { Happening } from './events.ts'

/** An open house: one process, its database, its rooms. Made by app/open.ts. */
export type House = HouseParts & {
  /** Unique per process. */
  origin: string
  url: string
  /**
   * Whoever looks and whoever acts have connections of their own, so that slow questions never keep a mail from being taken in. Few: transactions
   * that share the processors are sooner done one after the other than all at once (docs/decisions/0007).
   */
  pools: { looking: pg.Pool; acting: pg.Pool }
  /** Over the connections of those who look; what is asked through it is no part of a transaction. */
  db: Everything
  /** Lets go of the database. */
  end(): Promise<void>
  /** How announced events reach their reactions: the durable queue, or (the demo player) at once in this process. */
  delivery: 'queue' | 'inline'
  boss?: PgBoss
  /** Called after commit with what happened: wakes workers, sends live hints. */
  afterCommit: ((happened: Happening[]) => void)[]
  /** Overrides the wall clock (tests, the demo player). */
  clock: () => Date
  settings: { smtpIn: { host: string; port: number }; dataDir: string }
  draining: boolean
  /** Tickers, cron jobs and the mail sender pause: somebody else moves this house's time (the demo player). */
  resting: boolean
}

export type WhoIs = (headers: Headers) => Promise<Me | undefined>
