import { z } from 'zod'
import type { Endpoint, Told } from '../contract.ts'
import { roomOf } from '../contract.ts'

type Schema = Record<string, unknown>
/** One way in under /api/v1, in the words of OpenAPI. `body` and `answer` are by media type. */
export type Way = Pick<Endpoint, 'at' | 'needs' | 'forKeys'> & {
  says: string
  parameters?: Schema[]
  body?: { required: boolean; content: Schema }
  status?: number
  answer: Schema
  /** Whether its Idempotency-Key does something. */
  once?: boolean
  more?: string
}

const BEFORE = '/api/v1'

/** A contract. `talks`: it keeps no answer for its Idempotency-Key. */
export function wayOf({ endpoint, talks }: { endpoint: Endpoint; talks?: true }): Way {
  const { at, needs, forKeys, says, status, secret } = endpoint
  const more = secret && `Chỉ câu trả lời đầu có ${secret.join(', ')}; gửi lại cùng Idempotency-Key thì nhận 409.`
  const answer = { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } }
  return { at, needs, forKeys, says, status, more, answer, ...takes(at, endpoint.input), once: at.startsWith('POST ') && !talks }
}

/** A page of a room, if it stands under /api/v1. */
export function wayOfPage({ at, needs, tells }: { at: string; needs: string; tells?: Told }): Way[] {
  const [method = '', path = ''] = at.split(' ')
  if (!path.startsWith(`${BEFORE}/`)) return []
  const { says = 'Không theo hợp đồng JSON: gửi hoặc nhận tệp.', input = z.object({}), gives = '*/*' } = tells ?? {}
  const here = `${method} ${path.slice(BEFORE.length)}` as Endpoint['at']
  const answer = typeof gives === 'string' ? { [gives]: {} } : { 'application/json': { schema: schemaOf(gives, 'output') } }
  return [{ at: here, needs, says, answer, ...takes(here, input) }]
}

/** The OpenAPI 3.1 document of every way in: nothing is written twice. */
export function openApi(ways: readonly Way[], publicUrl: string) {
  const paths: Record<string, Record<string, Schema>> = {}
  for (const way of ways) {
    const [method = '', path = ''] = way.at.split(' ')
    const url = path.replace(/:(\w+)/g, '{$1}')
    paths[url] = { ...paths[url], [method.toLowerCase()]: operation(way) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tận Tâm',
      version: '1.0.0',
      description:
        'API của phòng chăm sóc khách hàng. Khóa API: `Authorization: Bearer tt_…`. POST nào ghi `Idempotency-Key` thì nhớ câu trả lời 24 giờ. Danh sách trả `next` là con trỏ trang sau. Tệp gửi trước bằng `POST /files`, rồi đưa `id` vào `fileIds` của phiếu hay tin.',
    },
    servers: [{ url: `${publicUrl}${BEFORE}` }],
    tags: [...new Set(ways.map(roomOf))].map((name) => ({ name })),
    security: [{ key: [] }, { session: [] }],
    paths,
    components: { securitySchemes: schemesOf(publicUrl), schemas: { Problem } },
  }
}

const Problem = {
  type: 'object',
  required: ['code', 'message'],
  properties: {
    code: { type: 'string' },
    message: { type: 'string' },
    issues: { type: 'array', items: { type: 'object' } },
    facts: { type: 'object' },
  },
}

const schemesOf = (publicUrl: string) => ({
  key: { type: 'http', scheme: 'bearer', description: 'Khóa API tạo ở Cài đặt › Khóa API; chỉ hiện một lần.' },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: `${publicUrl.startsWith('https:') ? '__Host-tantam' : 'tantam'}.session_token`,
    description: 'Phiên đăng nhập của trình duyệt. Yêu cầu thay đổi chỉ nhận từ chính trang này, không nhận từ trang khác.',
  },
})

function operation(way: Way): Schema {
  const more = [isForPeople(way) && 'Chỉ người đăng nhập; không nhận khóa API.', way.more].filter(Boolean).join(' ')
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }
  const problem = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } }
  return {
    operationId: way.at.replace(/[^A-Za-z0-9]+/g, '_').replace(/_+$/, ''),
    tags: [roomOf(way)],
    summary: way.says,
    'x-permission': way.needs,
    ...(more ? { description: more } : {}),
    ...(way.needs === 'public' ? { security: [] } : isForPeople(way) ? { security: [{ session: [] }] } : {}),
    parameters: [...(way.parameters ?? []), ...(way.once ? [key] : [])],
    ...(way.body ? { requestBody: way.body } : {}),
    responses: {
      [String(way.status ?? 200)]: { description: 'OK', content: way.answer },
      '4XX': { description: 'Từ chối, có mã và lời', content: problem },
      '5XX': { description: 'Chưa làm được', content: problem },
    },
  }
}

const isForPeople = ({ needs, forKeys }: Pick<Way, 'needs' | 'forKeys'>) => needs === 'signedIn' && !forKeys

/** What an input is, seen from outside: in the path, in the query string, in the body. */
function takes(at: string, schema: z.ZodType): Pick<Way, 'parameters' | 'body'> {
  const names = [...at.matchAll(/:(\w+)/g)].map((found) => String(found[1]))
  const input = schemaOf(schema, 'input')
  const properties = (input.properties ?? {}) as Record<string, Schema>
  const required = ((input.required as string[] | undefined) ?? []).filter((name) => !names.includes(name))
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } }))
  const rest = Object.entries(properties).filter(([name]) => !names.includes(name))
  if (at.startsWith('GET '))
    return {
      parameters: [...inPath, ...rest.map(([name, one]) => ({ name, in: 'query', required: required.includes(name), schema: one }))],
    }
  if (rest.length === 0) return { parameters: inPath }
  const json = { schema: { type: 'object', properties: Object.fromEntries(rest), required } }
  return { parameters: inPath, body: { required: required.length > 0, content: { 'application/json': json } } }
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const made = z.toJSONSchema(schema, {
    target: 'draft-2020-12',
    io,
    unrepresentable: 'any',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'date') Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
      if (zodSchema._zod.def.type === 'bigint') Object.assign(jsonSchema, { type: 'integer' })
    },
  }) as Schema
  const { $schema: _dialect, ...plain } = made
  return plain
}

/** The same document for reading: one section a room, one line a way in. */
export function apiPage(ways: readonly Way[]): string {
  const safe = (given: string) => given.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const told = (given: unknown) => `<pre>${safe(JSON.stringify(given ?? {}, null, 1))}</pre>`
  const rooms = [...new Set(ways.map(roomOf))]
  const line = (one: Way) => {
    const [method = '', path = ''] = one.at.split(' ')
    const who = `${safe(one.needs)}${isForPeople(one) ? ' · không nhận khóa' : ''}`
    const sent = { ...(one.parameters?.length ? { parameters: one.parameters } : {}), ...one.body?.content }
    return `<details><summary><code><b>${method}</b> ${BEFORE}${safe(path)}</code> ${safe(one.says)}<small>${who}</small></summary>${one.more ? `<p>${safe(one.more)}</p>` : ''}<h3>Gửi</h3>${told(sent)}<h3>Nhận</h3>${told(one.answer)}</details>`
  }
  const section = (room: string) =>
    `<section><h2 id="${room}">${room}</h2>${ways
      .filter((one) => roomOf(one) === room)
      .map(line)
      .join('')}</section>`
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>API Tận Tâm</title><link rel="stylesheet" href="/api/docs.css"></head><body><main><h1>API Tận Tâm</h1><p>Khóa: <code>Authorization: Bearer tt_…</code>. <code>POST</code> nhận <code>Idempotency-Key</code>, trừ tải tệp ra và đăng xuất. Tệp gửi trước bằng <code>POST ${BEFORE}/files</code>. Tài liệu máy đọc: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p><nav>${rooms.map((room) => `<a href="#${room}">${room}</a>`).join(' · ')}</nav>${rooms.map(section).join('')}</main></body></html>`
}

export const apiStyle = `:root{color-scheme:light dark;--bg:#f8f8f5;--tx:#1c1d1a;--line:#d9d9d4;--brand:#00646d}@media(prefers-color-scheme:dark){:root{--bg:#121310;--tx:#ecede9;--line:#3a3c37;--brand:#95d2d9}}body{background:var(--bg);color:var(--tx);font:14px/1.6 system-ui,sans-serif;margin:0}main{max-width:980px;margin:0 auto;padding:24px}a{color:var(--brand)}details{border-top:1px solid var(--line);padding:8px 0}summary{cursor:pointer}small{float:right;opacity:.85}pre{overflow:auto;max-height:320px;font-size:12px}`
