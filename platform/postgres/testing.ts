import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, lstatSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { openEmbedded } from '../postgres.ts'
import { isAlive } from './processes.ts'

const door = resolve(import.meta.dirname, '../postgres.ts')
export const isRoot = process.getuid?.() === 0
export const folders: string[] = []
export const children: ChildProcess[] = []

/** Ends every process and removes every folder that a test made. */
export function cleanUp(): void {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  for (const folder of folders.splice(0)) {
    const server = serverOf(folder)
    if (server && isAlive(server)) process.kill(server, 'SIGKILL')
    const home = join(folder, 'postgres')
    if (existsSync(home)) rmSync(realpathSync(home), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

export function folder(): string {
  const made = mkdtempSync(join(realpathSync(tmpdir()), 'tantam-test-'))
  folders.push(made)
  return made
}

export const open = (dataDir: string) => openEmbedded({ dataDir, say: () => {} })
export const ownerOf = (path: string) => ({ uid: lstatSync(path).uid, gid: lstatSync(path).gid })

export function serverOf(dataDir: string): number | null {
  const note = join(dataDir, 'postgres/cluster/postmaster.pid')
  return existsSync(note) ? Number.parseInt(readFileSync(note, 'utf8'), 10) : null
}

export function reachableForAll(): boolean {
  return (
    spawnSync(process.execPath, ['--version'], { uid: 65534, gid: 65534, cwd: '/' }).status === 0 &&
    spawnSync('cat', [door], { uid: 65534, gid: 65534, cwd: '/' }).status === 0
  )
}

/** Another process that opens a database and keeps it until it is told to stop. */
export async function child(
  dataDir: string,
  opens = `const { url, stop } = await openEmbedded({ dataDir: ${JSON.stringify(dataDir)} })
  process.on('SIGTERM', () => stop().then(() => process.exit(0)))`,
  user: { uid?: number; gid?: number } = {},
) {
  const program = `import { openEmbedded, openScratch } from ${JSON.stringify(door)}
  try { ${opens}
  console.log(url); setInterval(() => {}, 1000) } catch (error) { console.error(error.message); process.exit(1) }`
  const house = spawn(process.execPath, ['--input-type=module', '-e', program], { ...user, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(house)
  const words = await new Promise<string>((found) => {
    let heard = ''
    const listen = (piece: Buffer) => {
      heard += piece
      if (heard.includes('\n')) found(heard)
    }
    house.stdout.on('data', listen)
    house.stderr.on('data', listen)
  })
  const url = /^postgres:.*$/m.exec(words)?.[0]
  if (!url) throw new Error(words)
  return { house, url }
}

export async function ask(url: string, statement: string): Promise<object[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

export async function retried<Result>(run: () => Promise<Result>, ms: number): Promise<Result> {
  const end = performance.now() + ms
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}
