import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { birthOf, isAlive } from './processes.ts'

/** The process that runs the database of a DATA_DIR. */
export type Holder = { pid: number; birth: string | null; what: string }

/**
 * Makes this process the one that runs the database of `dataDir`, or answers who already does. A note left by a killed process
 * never blocks: number and birth must both belong to a living process.
 */
export function hold(dataDir: string): Holder | null {
  const note = join(dataDir, 'postgres.lock')
  const mine = `${note}.${process.pid}`
  writeFileSync(mine, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid), what: commandLine() } satisfies Holder), {
    mode: 0o600,
  })
  try {
    for (;;) {
      if (linked(mine, note)) return null
      const other = holderIn(note)
      if (other && lives(other)) return other
      removeStale(note, other)
    }
  } finally {
    rmSync(mine, { force: true })
  }
}

/** Lets go, if this process holds. */
export function release(dataDir: string): void {
  const note = join(dataDir, 'postgres.lock')
  if (holderIn(note)?.pid === process.pid) rmSync(note, { force: true })
}

const lives = ({ pid, birth }: Holder) => isAlive(pid) && birthOf(pid) === birth

/** A hard link is made whole or not at all, so two processes cannot both hold. */
function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function holderIn(note: string): Holder | null {
  try {
    return JSON.parse(readFileSync(note, 'utf8')) as Holder
  } catch {
    return null
  }
}

/** Between reading and removing, another starter may have put its own note there: what was moved away is looked at again. */
function removeStale(note: string, stale: Holder | null): void {
  const away = `${note}.stale.${process.pid}`
  try {
    renameSync(note, away)
  } catch {
    return
  }
  const moved = holderIn(away)
  if (moved && moved.pid !== stale?.pid && lives(moved)) linked(away, note)
  rmSync(away, { force: true })
}

/** Such as `app/start.ts --demo`. */
const commandLine = () => [basename(process.argv[1] ?? 'node'), ...process.argv.slice(2)].join(' ').slice(0, 200)
