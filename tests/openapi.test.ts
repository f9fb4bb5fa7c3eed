import { Validator } from '@seriousme/openapi-schema-validator'
import { beforeAll, expect, test } from 'vitest'
import { HATS } from '#org'
import { rooms } from '../app/rooms.ts'
import { cookiePrefix } from '../modules/org/identity/auth.ts'
import type { Colleague, TestHouse } from './house.ts'
import { type Mounted, openMounted } from './mounted.ts'

/** What the document says is what the server does: every way in, and who comes through it. */
type Operation = {
  summary: string
  security?: Record<string, string[]>[]
  parameters: { name: string; in: string }[]
  requestBody?: { required: boolean; content: Record<string, object> }
  responses: Record<string, { content: Record<string, object> }>
  description?: string
}
type Document = {
  openapi: string
  security: Operation['security']
  paths: Record<string, Record<string, Operation>>
  components: { securitySchemes: Record<string, Record<string, string>> }
}

let house: TestHouse
let mounted: Mounted[]
let document: Document
let key: Colleague
let session: Colleague

beforeAll(async () => {
  ;({ house, mounted } = await openMounted())
  document = (await (await house.visitor.fetches('/api/openapi.json')).json()) as Document
  session = await house.person('administrator', { hats: [...HATS] })
  key = await house.person('administrator', { hats: [...HATS], via: 'key' })
})

const operations = () =>
  Object.entries(document.paths).flatMap(([path, byMethod]) =>
    Object.entries(byMethod).map(([method, operation]) => ({ at: `${method.toUpperCase()} ${path}`, operation })),
  )
const at = (wanted: string) => operations().find((one) => one.at === wanted)?.operation

test('it passes a public validator', async () => {
  expect(document.openapi).toMatch(/^3\.1\./)
  const { valid, errors } = await new Validator().validate(structuredClone(document))
  expect(errors ?? []).toEqual([])
  expect(valid).toBe(true)
})

test('it tells every way in that the server mounted under /api/v1, and no other', () => {
  const there = mounted
    .filter(({ path }) => path.startsWith('/api/v1/'))
    .map(({ method, path }) => `${method} ${path.replace('/api/v1', '').replaceAll(/:([a-zA-Z]+)/g, '{$1}')}`)
  expect(
    operations()
      .map((one) => one.at)
      .toSorted(),
  ).toEqual(there.toSorted())
  expect(there.length).toBeGreaterThan(120)
})

test('who comes in is who it says: nobody, somebody signed in, a key', async () => {
  const knock = async ({ fetches }: Pick<Colleague, 'fetches'>, way: string) => {
    const [method = '', path = ''] = way.split(' ')
    const body = method === 'GET' ? {} : { body: '{}', headers: { 'content-type': 'application/json' } }
    const answer = await fetches(`/api/v1${path.replaceAll(/\{\w+\}/g, '00000000-0000-7000-8000-00000000dead')}`, { method, ...body })
    return { status: answer.status, said: await answer.text() }
  }
  for (const { at: way, operation } of operations()) {
    const ways = (operation.security ?? document.security ?? []).flatMap((one) => Object.keys(one))
    const nobody = await knock(house.visitor, way)
    expect([way, nobody.status === 401], nobody.said).toEqual([way, ways.length > 0])
    const asked = await knock(session, way)
    expect([way, [401, 403].includes(asked.status)], asked.said).toEqual([way, false])
    const byKey = await knock(key, way)
    expect([way, byKey.said.includes('house.notForKeys')], byKey.said).toEqual([way, ways.length > 0 && !ways.includes('key')])
  }
})

test('the cookie it names is the one a browser is given', () => {
  const { session: scheme } = document.components.securitySchemes
  expect(scheme).toMatchObject({ type: 'apiKey', in: 'cookie', name: `${cookiePrefix(house.house.publicUrl)}.session_token` })
})

test('how a file is sent before a case names it', () => {
  const sent = at('POST /files')
  expect(Object.keys(sent?.requestBody?.content ?? {})).toEqual(['multipart/form-data'])
  expect(Object.keys(sent?.responses ?? {})).toContain('201')
  expect(at('GET /files/{id}')?.parameters.map(({ name }) => name)).toEqual(['id', 'thumb'])
})

test('a page that is no contract says what it takes and what it gives', () => {
  const untold = operations().filter(({ operation }) => operation.summary.startsWith('Không theo hợp đồng JSON'))
  expect(untold.map((one) => one.at)).toEqual([])
  expect(Object.keys(at('POST /cases/export')?.requestBody?.content ?? {})).toEqual(['application/json'])
  expect(at('GET /channels/remote-image')?.parameters.map(({ name }) => name)).toEqual(['url'])
})

test('an Idempotency-Key is told where it does something, and only there', () => {
  const talking = Object.values(rooms).flatMap(({ routes = [] }) => routes.flatMap(({ endpoint, talks }) => (talks ? [endpoint.at] : [])))
  for (const { at: way, operation } of operations()) {
    const isTold = operation.parameters.some(({ name }) => name === 'Idempotency-Key')
    const [method = '', path = ''] = way.split(' ')
    const isPage = Object.values(rooms).some(({ pages = [] }) => pages.some((page) => page.at === `${method} /api/v1${path}`))
    expect([way, isTold]).toEqual([way, method === 'POST' && !isPage && !talking.some((one) => one === way)])
  }
  expect(at('POST /org/keys')?.description).toContain('409')
})
