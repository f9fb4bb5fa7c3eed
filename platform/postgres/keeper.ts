import type { Place } from './place.ts'
import { isAlive } from './processes.ts'
import { start, stop } from './server.ts'

/** Starts the server anew whenever it dies; `end` stops both it and the keeping. */
export function keep(place: Place, first: number, say: (line: string) => void): { end(): Promise<void> } {
  let pid = first
  let ending = false
  let restarting: Promise<void> | null = null

  const restart = async () => {
    say('PostgreSQL vừa dừng đột ngột, đang khởi động lại. · PostgreSQL stopped suddenly and is being started again.')
    for (let wait = 250; !ending; wait = Math.min(wait * 2, 5_000)) {
      try {
        pid = await start(place, say)
        return
      } catch (error) {
        say(error instanceof Error ? error.message : String(error))
        await new Promise((resolve) => setTimeout(resolve, wait))
      }
    }
  }
  const timer = setInterval(() => {
    if (ending || restarting || isAlive(pid)) return
    restarting = restart().finally(() => (restarting = null))
  }, 250)
  timer.unref()

  return {
    async end() {
      ending = true
      clearInterval(timer)
      await restarting
      await stop(pid)
    },
  }
}
