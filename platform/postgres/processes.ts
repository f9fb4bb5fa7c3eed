import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/**
 * Whether a process lives. A dead one that nobody has collected (a zombie, usual in containers without an init) does not:
 * signal 0 alone would call it alive for ever.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return statOf(pid)?.state !== 'Z'
}

/** What tells a process from a later one under the same number: when it began, in a text that only equals itself. Null when it is gone. */
export function birthOf(pid: number): string | null {
  const stat = statOf(pid)
  if (stat) return `${bootId()}:${stat.startTicks}`
  if (process.platform === 'linux') return null
  const { stdout } = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
  return stdout?.trim() || null
}

/** Whether the process works in that folder: PostgreSQL's processes stand in their own cluster, so this proves whose they are. */
export function worksIn(pid: number, folder: string): boolean {
  if (process.platform === 'linux') return folderOf(pid) === folder
  const { stdout } = spawnSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' })
  return Boolean(stdout?.includes(folder))
}

/** Every process that works in that folder; empty where the system does not tell. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => folderOf(pid) === folder)
}

/** Sends a signal; false when the process is gone already. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** Looks every 20 ms until `ready` says true; false when `ms` milliseconds passed first. */
export async function until(ready: () => boolean, ms: number): Promise<boolean> {
  const end = performance.now() + ms
  while (!ready()) {
    if (performance.now() > end) return false
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  return true
}

function folderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

/** The name in /proc/pid/stat may hold spaces and brackets; what follows its last bracket does not. */
function statOf(pid: number): { state: string; startTicks: string } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return { state: String(fields[0]), startTicks: String(fields[19]) }
  } catch {
    return null
  }
}

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return ''
  }
}
