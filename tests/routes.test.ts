import { beforeAll, expect, test } from 'vitest'
import { HATS } from '#org'
import { changeMe, me } from '#org/contract'
import { grantsOf } from '#platform/permission.ts'
import { rooms } from '../app/rooms.ts'
import type { Colleague, TestHouse } from './house.ts'
import { type Mounted, openMounted } from './mounted.ts'

/** Every way in with a policy: those of the rooms as they themselves declare them, and those to files, which stand outside of every room. */
const ways = [
  ...Object.entries(rooms).flatMap(([room, { routes = [], pages = [] }]) => [
    ...routes.map(({ endpoint: { at, needs, forKeys = false } }) => wayIn(room, needs, forKeys, at, '/api/v1')),
    ...pages.map(({ at, needs }) => wayIn(room, needs, false, at)),
  ]),
  wayIn('files', 'signedIn', true, 'POST /files', '/api/v1'),
  wayIn('files', 'signedIn', true, 'GET /files/:id', '/api/v1'),
]
/** What the server answers beside them: about itself, to anybody. Sign-in speaks for itself, the browser's application has no secrets (both in app/). */
const OPEN = ['GET /healthz', 'GET /readyz', 'GET /metrics', 'GET /api', 'GET /api/openapi.json', 'GET /api/docs.css']
function wayIn(room: string, needs: string, forKeys: boolean, at: string, before = '') {
  const [method = '', path = ''] = at.split(' ')
  return { room, needs, forKeys, method, path: `${before}${path}` }
}

const NOBODY_THERE = '00000000-0000-7000-8000-00000000dead'

let house: TestHouse
let mounted: Mounted[]
let people: [hat: string, who: Colleague][]
let key: Colleague

beforeAll(async () => {
  ;({ house, mounted } = await openMounted())
  people = []
  for (const hat of HATS) people.push([hat, await house.person(hat)])
  key = await house.person('administrator', { hats: ['administrator', 'care_manager'], via: 'key', scope: ['cases.read'] })
})

type Fetches = TestHouse['visitor']['fetches']
/** Asks with ids that lead nowhere and nothing in the body: only who may come this far is tried here. */
async function knock(fetches: Fetches, { method, path }: { method: string; path: string }) {
  const answer = await fetches(path.replaceAll(/:[a-zA-Z]+/g, NOBODY_THERE), {
    method,
    ...(method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }),
  })
  await answer.arrayBuffer()
  return answer.status
}

test('there are ways into every room', () => {
  expect(ways.length).toBeGreaterThan(120)
  for (const room of Object.keys(rooms))
    expect(
      ways.some((way) => way.room === room),
      room,
    ).toBe(true)
})

test('every way in that the server mounted is one of these, with the policy it is asked under here', () => {
  const told = new Map(ways.map(({ method, path, needs }) => [`${method} ${path}`, needs]))
  const unknown = mounted.filter(({ method, path, needs }) => {
    const at = `${method} ${path}`
    return needs === undefined ? path.startsWith('/api/v1') || !OPEN.includes(at) : told.get(at) !== needs
  })
  expect(unknown).toEqual([])
  const there = mounted.map(({ method, path }) => `${method} ${path}`)
  expect([...told.keys(), ...OPEN].filter((at) => !there.includes(at))).toEqual([])
})

test.each(ways)('$method $path ($needs): who may and who may not', async (way) => {
  const nobody = await knock(house.visitor.fetches, way)
  if (way.needs === 'public') expect(nobody, 'a visitor').not.toBeOneOf([401, 403])
  else expect(nobody, 'a visitor').toBe(401)
  expect(nobody, 'a visitor').toBeLessThan(500)
  for (const [hat, { fetches }] of people) {
    const may = way.needs === 'public' || way.needs === 'signedIn' || way.needs in grantsOf(rooms, [hat])
    const status = await knock(fetches, way)
    expect(status, `${hat} breaks it`).toBeLessThan(500)
    expect(status, `${hat} is not known`).not.toBe(401)
    if (!may) expect(status, `${hat} may not`).toBe(403)
  }
})

test.each(ways)('$method $path ($needs): a key that may only read cases does nothing else, not even for its owner', async (way) => {
  const status = await knock(key.fetches, way)
  expect(status).toBeLessThan(500)
  if (way.needs === 'public') return expect(status).not.toBeOneOf([401, 403])
  const may = way.needs === 'cases.read' || (way.needs === 'signedIn' && way.forKeys)
  if (may) expect(status).not.toBeOneOf([401, 403])
  else expect(status).toBe(403)
})

test('a key is told in its own words where only people may ask', async () => {
  await expect(key.asks(changeMe, { signature: 'Không phải của khóa' })).rejects.toMatchObject({ status: 403, code: 'house.notForKeys' })
  await expect(key.asks(me, {})).resolves.toMatchObject({ via: 'key' })
})

test('A33: no contract lets through what it does not name', () => {
  for (const { routes = [] } of Object.values(rooms))
    for (const { endpoint } of routes) {
      const loose = looseIn(endpoint.input)
      expect([endpoint.at, loose]).toEqual([endpoint.at, []])
    }
})

/** Objects of an input, however deep, that would keep a column nobody named: zod drops those unless told otherwise. */
function looseIn(schema: unknown, path = 'input', seen = new Set<unknown>()): string[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return []
  seen.add(schema)
  const { def } = schema as { def?: Record<string, unknown> }
  if (!def) return Object.entries(schema).flatMap(([key, part]) => looseIn(part, `${path}.${key}`, seen))
  const isLoose = def.type === 'object' && def.catchall !== undefined && (def.catchall as { def: { type: string } }).def.type !== 'never'
  const parts = ['shape', 'innerType', 'element', 'options', 'in', 'out', 'left', 'right', 'items', 'valueType']
  return [...(isLoose ? [path] : []), ...parts.flatMap((part) => looseIn(def[part], `${path}.${part}`, seen))]
}

test('every permission is somebody’s, and every hat that holds one exists', () => {
  for (const { permissions = {} } of Object.values(rooms))
    for (const [permission, byHat] of Object.entries(permissions)) {
      expect(Object.keys(byHat).length, permission).toBeGreaterThan(0)
      expect(HATS, permission).toEqual(expect.arrayContaining(Object.keys(byHat)))
    }
})
