import { firstRunState } from '#org'
import { connect, openPool } from '#platform/database.ts'
import { runDemo, type Told } from './runner.ts'
import { type Say, sayBegun, sayFailed } from './say.ts'

/** `npm start -- --demo`: fills an empty house before its doors open, with a line that moves; where to enter is said once they are open. A house with people in it is left alone. */
export async function playInto(databaseUrl: string, address: string, say: Say): Promise<void> {
  if (!(await isEmpty(databaseUrl))) {
    say('Nơi này đã có công ty: không dựng công ty mẫu lên trên. Muốn xem mẫu, đặt DATA_DIR khác.')
    say('There is a company here already: the sample is not built on top of it. To look at the sample, set another DATA_DIR.')
    return
  }
  const began = Date.now()
  sayBegun(say)
  await runDemo(address, showProgress).catch((error) => {
    sayFailed(say)
    throw error
  })
  process.stdout.write(process.stdout.isTTY ? '\r\x1b[K' : '')
  const seconds = Math.round((Date.now() - began) / 1000)
  say(`Xong sau ${seconds} giây. · Done after ${seconds} seconds.`)
}

async function isEmpty(url: string): Promise<boolean> {
  const db = connect(openPool(url, 1))
  const { needed } = await firstRunState({ db })
  await db.destroy()
  return needed
}

const WIDTH = 30
let shown = 0

/** A bar on a terminal; elsewhere a line for every tenth. */
function showProgress({ done, of, day }: Told): void {
  const share = of > 0 ? done / of : 0
  const words = `${'█'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '░')} ${String(Math.round(share * 100)).padStart(3)} %  ${day}`
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K  ${words}`)
  else if (Math.floor(share * 10) > shown) {
    shown = Math.floor(share * 10)
    process.stdout.write(`  ${words}\n`)
  }
}
