import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openHouse } from '../tests/house.ts'
import { types } from './database.ts'
import { turnsOf } from './turns.ts'

const house = await openHouse()

/** A connection of its own, put back whatever happens to it. */
async function onOne<Reply>(run: (turns: ReturnType<typeof turnsOf>, pid: () => Promise<number>) => Promise<Reply>): Promise<Reply> {
  const client = await house.house.pools.acting.connect()
  try {
    const turns = turnsOf(client, types)
    return await run(turns, async () => Number(((await turns.ask('select pg_backend_pid() as pid')).rows[0] as { pid: number }).pid))
  } finally {
    client.release(true)
  }
}
const outcomes = async (asked: Promise<unknown>[]) =>
  (await Promise.allSettled(asked)).map((one) => (one.status === 'fulfilled' ? 'done' : String(one.reason.code ?? one.reason.message)))

test('many questions of one turn are each answered with their own, in whatever number of rows', async () => {
  await onOne(async ({ ask }) => {
    const [none, one, three] = await Promise.all([
      ask('select 1 as n where false'),
      ask('select $1::int8 as n', [7]),
      ask('select n::int, null as nothing from generate_series(1, $1::int) n', [3]),
    ])
    expect([none, one, three].map(({ rows }) => rows)).toEqual([[], [{ n: 7 }], [1, 2, 3].map((n) => ({ n, nothing: null }))])
    expect(one?.command).toBe('SELECT')
    expect(three?.rowCount).toBe(3)
  })
})

test('after one that failed nothing is done of the same turn, and the connection goes on', async () => {
  await onOne(async ({ ask }) => {
    await ask('create temporary table said (n int primary key)')
    const insert = (n: number) => ask('insert into said values ($1)', [n])
    expect(await outcomes([ask('begin'), insert(1), insert(1), insert(2), ask('commit')])).toEqual([
      'done',
      'done',
      '23505',
      '25P02',
      '25P02',
    ])
    await ask('rollback')
    expect((await ask('select count(*)::int as n from said')).rows).toEqual([{ n: 0 }])
  })
})

test('a statement that is kept, and was passed over once because another failed, is asked anew', async () => {
  const kept = 'select /* steady */ $1::int as n'
  await onOne(async ({ ask }) => {
    for (let time = 0; time < 25; time++) await ask(kept, [time])
  })
  // A new connection: nothing is prepared on it yet.
  await onOne(async ({ ask }) => {
    expect(await outcomes([ask('select 1 / 0'), ask(kept, [1])])).toEqual(['22012', '25P02'])
    expect((await ask(kept, [2])).rows).toEqual([{ n: 2 }])
    expect((await ask(kept, [3])).rows).toEqual([{ n: 3 }])
  })
})

test('what cannot be put into words fails when it is asked, alone; the rest of its turn is answered, and it is remembered for COMMIT', async () => {
  const circle: { self?: unknown } = {}
  circle.self = circle
  await onOne(async ({ ask, unsaid }) => {
    expect(unsaid()).toBeUndefined()
    const wrong = () => ask('select $1::jsonb', [circle])
    const answers = await outcomes([wrong(), ask('select 1'), wrong(), ask('select 2')])
    expect(answers.map((one) => (one.includes('circular') ? 'unsaid' : one))).toEqual(['unsaid', 'done', 'unsaid', 'done'])
    expect(String(unsaid()?.error)).toContain('circular')
    expect((await ask('select 3 as n')).rows).toEqual([{ n: 3 }])
  })
})

test('COPY is not for a transaction: it ends the connection instead of waiting for ever', async () => {
  await onOne(async ({ ask }) => {
    await ask('create temporary table copied (n int)')
    expect(await outcomes([ask('copy copied from stdin'), ask('select 1')])).not.toContain('done')
  })
})

test('a connection that breaks refuses all that was asked on it, and what is asked afterwards', async () => {
  await onOne(async ({ ask }, pid) => {
    const id = await pid()
    const asked = outcomes([ask('select pg_sleep(5)'), ask('select 1')])
    await sql`select pg_terminate_backend(${id})`.execute(house.house.db)
    expect((await asked)[0]).toBe('57P01')
    await expect(ask('select 2')).rejects.toThrow()
  })
})

test('nothing goes out while it is held; what is dropped is told why', async () => {
  await onOne(async ({ ask, hold, drop }) => {
    const letGo = hold()
    const heard: string[] = []
    const first = ask('select 1').then(() => heard.push('first'))
    await new Promise((done) => setTimeout(done, 30))
    expect(heard).toEqual([])
    letGo()
    await first
    const again = hold()
    const dropped = ask('select 2')
    drop(new Error('over'))
    again()
    await expect(dropped).rejects.toThrow('over')
  })
})
