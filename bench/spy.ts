import { writeFileSync } from 'node:fs'
import pg from 'pg'

/**
 * Loaded into a process of the product by `--import` when the bench wants to know where its time goes: counts the statements it sends and
 * how long each is waited for, and writes them to BENCH_SPY when the process ends.
 */
const seen = new Map<string, { times: number; ms: number }>()
const ask = pg.Client.prototype.query

function nameOf(question: unknown): string {
  const text = typeof question === 'string' ? question : String((question as { text?: string }).text ?? '?')
  return text
    .replace(/\s+/g, ' ')
    .replace(/(\$\d+(, )?)+/g, '$…')
    .slice(0, 110)
}

pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const began = performance.now()
  const name = nameOf(given[0])
  const answer = Reflect.apply(ask as (...all: unknown[]) => unknown, this, given)
  const done = () => {
    const sum = seen.get(name) ?? { times: 0, ms: 0 }
    seen.set(name, { times: sum.times + 1, ms: sum.ms + performance.now() - began })
  }
  if (answer instanceof Promise) answer.then(done, done)
  return answer
} as typeof ask

process.on('exit', () => {
  const { BENCH_SPY } = process.env
  if (BENCH_SPY) writeFileSync(BENCH_SPY, JSON.stringify([...seen].map(([statement, sum]) => ({ statement, ...sum }))))
})
