import { writeFileSync } from 'node:fs'
import { scenario } from '../tests/hard/scenario.ts'

export const isSmall = process.env.BENCH_SIZE === 'small'
/** How much of it: a look while working, or what the issue asks for. */
export const sized = (full: number, small: number): number => (isSmall ? small : full)

const lines: string[] = []

/** One line of the result; said at once, kept when the part runs to its end. */
export function tell(words: string) {
  console.info(`  ${words}`)
  lines.push(`- ${words}`)
}

/** Lines under the one before. */
export function tellTable(rows: readonly string[]) {
  for (const row of rows) console.info(`      ${row}`)
  lines.push(...rows.map((row) => `  - ${row}`))
}

/** One part of the bench, in this process; everything it starts is ended, however it comes out. */
export function part(title: string, run: () => Promise<void>): Promise<void> {
  return scenario(title, async () => {
    await run()
    if (process.env.BENCH_TOLD) writeFileSync(process.env.BENCH_TOLD, `${lines.join('\n')}\n`)
  })
}

/** Held or not, in words. */
export const verdict = (holds: boolean) => (holds ? 'holds' : 'DOES NOT HOLD')
export const ms = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
export const perSecond = (value: number) => `${value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en')} a second`
