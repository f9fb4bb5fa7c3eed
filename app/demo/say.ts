import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { isDemoDoorOpen } from '#org'
import { look } from '#platform/act.ts'
import { SYSTEM } from '#platform/context.ts'
import type { House } from '#platform/house.ts'

/** A line on the terminal. */
export type Say = (line: string) => void

const Door = z.object({ role: z.string(), name: z.string(), does: z.string(), url: z.url() })
const Kept = z.object({ doors: z.array(Door) })
type Door = z.output<typeof Door>

/** Where the links of the sample company are kept, readable by the owner of the house alone. */
export const fileOfDoors = (dataDir: string) => join(dataDir, 'demo.json')

export const sayBegun = (say: Say) =>
  say('Đang dựng công ty mẫu Mây Lành, sáu tháng làm việc… · Building the sample company, six months of work…')

export const sayFailed = (say: Say) =>
  say('\nCông ty mẫu chưa dựng xong. Chạy lại là dựng lại từ đầu. · The sample company is not complete; start again to build it anew.')

/** The links as whoever runs the house reads them, and the file that has them too. */
export function sayDoors(doors: readonly Door[], file: string, say: Say): void {
  say('\n  Vào công ty mẫu bằng một lần bấm · Enter the sample company with one click:\n')
  for (const { name, does, url } of doors) say(`  ${does.padEnd(24)} ${name.padEnd(20)} ${url}`)
  say(`\n  Các đường dẫn này cũng nằm trong · These links are also in: ${file}\n`)
}

/** At every start of a house with a sample company: its links that still work, at the address it has now; or that they have ended. */
export async function sayStandingDoors(house: House, say: Say): Promise<void> {
  const file = fileOfDoors(house.settings.dataDir)
  const kept = doorsIn(file)
  if (!kept) return
  const open = await look(house, SYSTEM, async (ctx) => {
    const all: Door[] = []
    for (const door of kept) {
      const { pathname } = new URL(door.url)
      if (await isDemoDoorOpen(ctx, pathname.split('/').at(-1))) all.push({ ...door, url: `${house.publicUrl}${pathname}` })
    }
    return all
  })
  if (open.length > 0) sayDoors(open, file, say)
  else say(`  Các đường dẫn vào công ty mẫu đã hết hạn · The links into the sample company have ended: ${file}\n`)
}

/** What a play that was broken off had written. */
export const forgetDoors = (dataDir: string) => rmSync(fileOfDoors(dataDir), { force: true })

function doorsIn(file: string): Door[] | undefined {
  if (!existsSync(file)) return undefined
  try {
    return Kept.safeParse(JSON.parse(readFileSync(file, 'utf8'))).data?.doors
  } catch {
    // Not ours any more, or not to be read: whoever keeps it knows what it is.
    return undefined
  }
}
