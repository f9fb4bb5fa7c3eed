import { expect, test } from 'vitest'
import { sayingOnce } from './jobs.ts'

test('a trouble of the job queue is said in its words, and once while it lasts', () => {
  const said: object[] = []
  let now = 0
  const warn = (fields: object) => said.push(fields)
  const hear = sayingOnce({ warn } as never, () => now)
  hear({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED', queue: 'cases.reactions' })
  hear({ code: 'ECONNREFUSED', message: 'connect ECONNREFUSED (Queue: surveys.reactions, Worker: 49f5c69c)', queue: 'surveys.reactions' })
  hear(new Error('something else'))
  expect(said).toEqual([
    { error: 'connect ECONNREFUSED', queue: 'cases.reactions' },
    { error: 'something else', queue: undefined },
  ])
  now = 10_000
  hear(new Error('connect ECONNREFUSED'))
  expect(said).toHaveLength(3)
})
