import { sql } from 'kysely'
import pg from 'pg'
import { expect, test } from 'vitest'
import { openHouse } from '../tests/house.ts'
import type { Everything } from './database.ts'
import { leftToCommit, transact } from './transaction.ts'

const house = await openHouse()

test('of statements that go out together the one that broke the transaction is told, whichever is heard of first', async () => {
  const broken = house.does(async ({ db }) => {
    const first = sql`select 1 / 0`.execute(db)
    first.catch(() => undefined)
    await sql`select 1`.execute(db)
    await first
  })
  await expect(broken).rejects.toMatchObject({ code: '22012' })
})

test('a connection that ends with BEGIN is told with what ended it, so that whoever may ask again does', async () => {
  const ended = Object.assign(new pg.DatabaseError('terminating connection', 0, 'error'), { severity: 'FATAL', code: '57P01' })
  const client = {
    query: (asked: string | { handleError: (error: Error, wire: object) => void }) => {
      if (typeof asked === 'string') return Promise.reject(new Error('Client has encountered a connection error and is not queryable'))
      process.nextTick(() => asked.handleError(ended, { submittedNamedStatements: {} }))
      return undefined
    },
    release: () => undefined,
  }
  const pool = { connect: async () => client } as unknown as pg.Pool
  await expect(transact(pool, (db) => sql`select 1`.execute(db))).rejects.toBe(ended)
})

test('a failure that nobody passed on is told with what it was', async () => {
  const swallowed = house.does(({ db }) => sql`select 1 / 0`.execute(db).catch(() => undefined))
  await expect(swallowed).rejects.toMatchObject({ message: expect.stringContaining('nothing was written'), cause: { code: '22012' } })
})

const writeLast = (last: (db: Everything) => Promise<unknown>) =>
  transact(house.house.pools.acting, (db) => sql`create table public.left_behind (id int)`.execute(db), { last })
const isLeft = async () =>
  (await sql<{ is: boolean }>`select to_regclass('public.left_behind') is not null as is`.execute(house.house.db)).rows[0]?.is

test('what is written last goes out with COMMIT, and what it could not write undoes everything', async () => {
  await expect(writeLast((db) => sql`select 1 / 0`.execute(db))).rejects.toMatchObject({ code: '22012' })
  expect(await isLeft()).toBe(false)
  await expect(writeLast(async () => Promise.reject(new Error('no words for it')))).rejects.toThrow('no words for it')
  expect(await isLeft()).toBe(false)
  await writeLast((db) => sql`insert into public.left_behind values (1)`.execute(db))
  expect(await isLeft()).toBe(true)
})

test('COMMIT answers for what nobody waits for: refused, all is refused for its cause; asked too late, it is told', async () => {
  const { acting } = house.house.pools
  const rowsOf = async (table: string) =>
    Number((await sql<{ n: string }>`select count(*) as n from ${sql.raw(table)}`.execute(house.house.db)).rows[0]?.n)
  await sql`create table public.left_to_commit (id int primary key)`.execute(house.house.db)
  const insert = (db: Everything, id: number) => sql`insert into public.left_to_commit values (${id})`.execute(db)
  const leaving =
    (...ids: number[]) =>
    async (db: Everything) => {
      for (const id of ids) leftToCommit(db, insert(db, id))
    }
  await expect(transact(acting, leaving(1, 2, 1), { last: (db) => insert(db, 3) })).rejects.toMatchObject({ code: '23505' })
  expect(await rowsOf('public.left_to_commit')).toBe(0)
  await transact(acting, leaving(1, 2))
  expect(await rowsOf('public.left_to_commit')).toBe(2)
  await expect(transact(acting, leaving(3, 3))).rejects.toMatchObject({ code: '23505' })
  const circle: { self?: unknown } = {}
  circle.self = circle
  const unsaid = async (db: Everything) => leftToCommit(db, sql`select ${circle}::jsonb`.execute(db))
  await expect(transact(acting, unsaid, { last: (db) => insert(db, 3) })).rejects.toThrow('circular')
  expect(await rowsOf('public.left_to_commit')).toBe(2)
  const { db: outside } = house.house
  expect(() => leftToCommit(outside, Promise.resolve())).toThrow('only what is asked in a transaction')
  const slow = async (db: Everything) => leftToCommit(db, sql`select pg_sleep(0.5)`.execute(db))
  const waits = (db: Everything) => new Promise((done) => setTimeout(done, 5)).then(() => insert(db, 3))
  await expect(transact(acting, slow, { last: waits })).rejects.toThrow('waits for something else')
  expect(await rowsOf('public.left_to_commit')).toBe(2)
  const late = async (db: Everything) =>
    leftToCommit(
      db,
      insert(db, 4)
        .then(() => new Promise((done) => setTimeout(done, 20)))
        .then(() => insert(db, 5)),
    )
  await expect(transact(acting, late)).rejects.toThrow('this transaction is over')
})

test('that nothing was written is no unknown outcome', async () => {
  const heard: string[] = []
  const refused = transact(house.house.pools.acting, async () => 0, {
    last: (db) => sql`select 1 / 0`.execute(db),
    committing: () => heard.push('committing'),
    refused: () => heard.push('refused'),
  })
  await expect(refused).rejects.toMatchObject({ code: '22012' })
  expect(heard).toEqual(['committing', 'refused'])
})

test('what is asked first goes out with the first question of the rest, which hears nothing before it; refused, nothing was begun', async () => {
  const { acting } = house.house.pools
  const heard: string[] = []
  const first = async (db: Everything) => {
    await sql`select pg_sleep(0.05)`.execute(db)
    heard.push('first')
  }
  await transact(acting, async (db) => heard.push(String((await sql`select 1`.execute(db)).rows.length)), { first })
  expect(heard).toEqual(['first', '1'])
  const refused = (run: (db: Everything) => Promise<unknown>) =>
    transact(acting, run, { first: async (db) => sql`select 1`.execute(db).then(() => Promise.reject(new Error('done before'))) })
  const begun: string[] = []
  const begins = async (db: Everything) => begun.push(String((await sql`create table public.begun (id int)`.execute(db)).rows.length))
  await expect(refused(begins)).rejects.toThrow('done before')
  expect(begun).toEqual([])
  expect((await sql<{ is: boolean }>`select to_regclass('public.begun') is null as is`.execute(house.house.db)).rows[0]?.is).toBe(true)
  await expect(refused(async () => 'asked nothing')).rejects.toThrow('done before')
  await expect(refused(async () => Promise.reject(new Error('refused by itself')))).rejects.toThrow('done before')
})

test('what is written last may wait for nothing else: it would come after COMMIT', async () => {
  const late = transact(house.house.pools.acting, async () => 0, {
    last: async (db) => {
      await new Promise((done) => setTimeout(done, 20))
      return sql`select 1`.execute(db)
    },
  })
  await expect(late).rejects.toThrow('nothing was written')
  const thrown = transact(house.house.pools.acting, async () => 0, {
    last: () => {
      throw new Error('at once')
    },
  })
  await expect(thrown).rejects.toThrow('at once')
})
