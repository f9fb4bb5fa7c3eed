import { z } from 'zod'
import type { Endpoint } from '../contract.ts'
import { roomOf } from '../contract.ts'

type Schema = Record<string, unknown>

/** The OpenAPI 3.1 document of every contract: nothing is written twice. */
export function openApi(endpoints: readonly Endpoint[], publicUrl: string) {
  const paths: Record<string, Record<string, Schema>> = {}
  for (const endpoint of endpoints) {
    const [method = '', path = ''] = endpoint.at.split(' ')
    const url = path.replace(/:(\w+)/g, '{$1}')
    paths[url] = { ...paths[url], [method.toLowerCase()]: operation(endpoint, method, path) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tận Tâm',
      version: '1.0.0',
      description:
        'API của phòng chăm sóc khách hàng. Khóa API: `Authorization: Bearer tt_…`. Mọi POST nhận `Idempotency-Key` (nhớ 24 giờ). Danh sách trả `next` là con trỏ trang sau.',
    },
    servers: [{ url: `${publicUrl}/api/v1` }],
    tags: [...new Set(endpoints.map(roomOf))].map((name) => ({ name })),
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'Khóa API tạo ở Cài đặt › Khóa API; chỉ hiện một lần.' } },
      schemas: {
        Problem: {
          type: 'object',
          required: ['code', 'message'],
          properties: {
            code: { type: 'string' },
            message: { type: 'string' },
            issues: { type: 'array', items: { type: 'object' } },
            facts: { type: 'object' },
          },
        },
      },
    },
  }
}

function operation(endpoint: Endpoint, method: string, path: string): Schema {
  const names = [...path.matchAll(/:(\w+)/g)].map((found) => String(found[1]))
  const input = schemaOf(endpoint.input, 'input')
  const properties = (input.properties ?? {}) as Record<string, Schema>
  const required = new Set((input.required as string[] | undefined) ?? [])
  const inPath = names.map((name) => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } }))
  const rest = Object.entries(properties).filter(([name]) => !names.includes(name))
  const inQuery = method === 'GET' ? rest.map(([name, schema]) => ({ name, in: 'query', required: required.has(name), schema })) : []
  const key =
    method === 'POST' ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }] : []
  const bodySchema = {
    type: 'object',
    properties: Object.fromEntries(rest),
    required: [...required].filter((name) => !names.includes(name)),
  }
  const body =
    method !== 'GET' && rest.length > 0 ? { requestBody: { required: true, content: { 'application/json': { schema: bodySchema } } } } : {}
  return {
    operationId: endpoint.at.replace(/[^A-Za-z0-9]+/g, '_').replace(/_+$/, ''),
    tags: [roomOf(endpoint)],
    summary: endpoint.says,
    'x-permission': endpoint.needs,
    ...(isForPeople(endpoint) ? { description: 'Chỉ người đăng nhập; không nhận khóa API.' } : {}),
    ...(endpoint.needs === 'public' || isForPeople(endpoint) ? { security: [] } : {}),
    parameters: [...inPath, ...inQuery, ...key],
    ...body,
    responses: {
      [String(endpoint.status ?? 200)]: {
        description: 'OK',
        content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } },
      },
      '4XX': {
        description: 'Từ chối, có mã và lời',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
      '5XX': { description: 'Chưa làm được', content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    },
  }
}

const isForPeople = ({ needs, forKeys }: Endpoint) => needs === 'signedIn' && !forKeys

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
export function apiPage(endpoints: readonly Endpoint[]): string {
  const safe = (given: string) => given.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
  const rooms = [...new Set(endpoints.map(roomOf))]
  const section = (room: string) =>
    `<section><h2 id="${room}">${room}</h2>${endpoints
      .filter((one) => roomOf(one) === room)
      .map((one) => {
        const [method = '', path = ''] = one.at.split(' ')
        const shape = safe(JSON.stringify(schemaOf(one.input, 'input'), null, 1))
        const reply = safe(JSON.stringify(schemaOf(one.reply, 'output'), null, 1))
        return `<details><summary><code><b>${method}</b> /api/v1${safe(path)}</code> ${safe(one.says)}<small>${safe(one.needs)}${isForPeople(one) ? ' · không nhận khóa' : ''}</small></summary><h3>Gửi</h3><pre>${shape}</pre><h3>Nhận</h3><pre>${reply}</pre></details>`
      })
      .join('')}</section>`
  return `<!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>API Tận Tâm</title><link rel="stylesheet" href="/api/docs.css"></head><body><main><h1>API Tận Tâm</h1><p>Khóa: <code>Authorization: Bearer tt_…</code>. Mọi <code>POST</code> nhận <code>Idempotency-Key</code>. Tài liệu máy đọc: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p><nav>${rooms.map((room) => `<a href="#${room}">${room}</a>`).join(' · ')}</nav>${rooms.map(section).join('')}</main></body></html>`
}

export const apiStyle = `:root{color-scheme:light dark;--bg:#f8f8f5;--tx:#1c1d1a;--line:#d9d9d4;--brand:#00646d}@media(prefers-color-scheme:dark){:root{--bg:#121310;--tx:#ecede9;--line:#3a3c37;--brand:#95d2d9}}body{background:var(--bg);color:var(--tx);font:14px/1.6 system-ui,sans-serif;margin:0}main{max-width:980px;margin:0 auto;padding:24px}a{color:var(--brand)}details{border-top:1px solid var(--line);padding:8px 0}summary{cursor:pointer}small{float:right;opacity:.85}pre{overflow:auto;max-height:320px;font-size:12px}`
