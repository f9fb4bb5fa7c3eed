import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'

const DoorFacts = z.object({ role: z.string(), name: z.string(), does: z.string(), url: z.string() })
const Line = z.union([z.object({ done: z.number(), of: z.number(), day: z.string() }), z.object({ doors: z.array(DoorFacts) })])
export type DoorFacts = z.output<typeof DoorFacts>
export type Told = { done: number; of: number; day: string }

/** MB of young memory: the play makes and forgets a great deal, and clearing up less often takes a tenth off its time. */
const ROOM_TO_BREATHE = '--max-semi-space-size=64'

/** Plays the demo in a process of its own; it ends with ours, however ours ends. Rejects with what that process complained of. */
export function runDemo(address: string, told: (progress: Told) => void): Promise<DoorFacts[]> {
  const env = { ...process.env, DEMO_ADDRESS: address }
  const player = spawn(process.execPath, [ROOM_TO_BREATHE, join(import.meta.dirname, 'main.ts')], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const end = () => player.kill('SIGTERM')
  process.once('exit', end)
  let doors: DoorFacts[] | undefined
  let complaint = ''
  createInterface(player.stdout).on('line', (line) => {
    const fact = Line.parse(JSON.parse(line))
    if ('doors' in fact) doors = fact.doors
    else told(fact)
  })
  player.stderr.on('data', (bytes) => {
    complaint = `${complaint}${bytes}`.slice(-4000)
  })
  return new Promise((done, failed) => {
    player.on('error', failed)
    player.on('close', () => {
      process.off('exit', end)
      if (doors) done(doors)
      else failed(new Error(complaint || 'the demo player was stopped'))
    })
  })
}
