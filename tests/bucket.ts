import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'

type Keys = { id: string; secret: string; region: string }

/**
 * A stand-in for an S3-compatible server, not one: it knows PUT, GET, HEAD and DELETE of one object, keeps them in memory, and takes only
 * requests signed with Signature Version 4 by these keys over exactly the bytes that came. Written after Amazon's description of the
 * signature, with nothing of the client under test.
 */
export async function openBucket(keys: Keys) {
  const kept = new Map<string, Buffer>()
  const asked: { method: string; path: string; status: number }[] = []
  const server = createServer(async (request, reply) => {
    const path = request.url?.split('?')[0] ?? ''
    const method = request.method ?? ''
    const bytes = await bytesOf(request)
    const answer = isSigned(request, bytes, keys) ? answerOf(kept, method, path, bytes) : refusal(403, 'SignatureDoesNotMatch')
    asked.push({ method, path, status: answer.status })
    reply.writeHead(answer.status, { 'content-type': answer.status < 300 ? 'application/octet-stream' : 'application/xml', etag: '"1"' })
    reply.end(method === 'HEAD' ? undefined : answer.body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const place = server.address()
  return {
    kept,
    asked,
    address: `http://127.0.0.1:${typeof place === 'object' && place ? place.port : 0}`,
    close: () => {
      server.closeAllConnections()
      return new Promise((done) => server.close(done))
    },
  }
}

function answerOf(kept: Map<string, Buffer>, method: string, path: string, bytes: Buffer): { status: number; body?: Buffer | string } {
  const there = kept.get(path)
  if (method === 'PUT') {
    kept.set(path, bytes)
    return { status: 200 }
  }
  if (method === 'DELETE') {
    kept.delete(path)
    return { status: 204 }
  }
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, 'MethodNotAllowed')
  return there ? { status: 200, body: there } : refusal(404, 'NoSuchKey')
}

const refusal = (status: number, code: string) => ({ status, body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>` })

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/

function isSigned(request: IncomingMessage, bytes: Buffer, { id, secret, region }: Keys): boolean {
  const [, who, day = '', where, names = '', signature] = AUTHORIZATION.exec(request.headers.authorization ?? '') ?? []
  const header = (name: string) => String(request.headers[name] ?? '')
  const hash = header('x-amz-content-sha256')
  const at = header('x-amz-date')
  const signs = names.split(';')
  if (who !== id || where !== region || !at.startsWith(day) || hash !== sha256(bytes)) return false
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signs.includes(name))) return false
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const headers = signs.map((name) => `${name}:${header(name).trim().replace(/ +/g, ' ')}\n`).join('')
  const canonical = [request.method, path, sorted(query), headers, names, hash].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secret}`)
  return hmac(key, ['AWS4-HMAC-SHA256', at, scope, sha256(canonical)].join('\n')).toString('hex') === signature
}

const sorted = (query: string) =>
  query
    .split('&')
    .filter(Boolean)
    .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
    .sort()
    .join('&')
const sha256 = (of: string | Buffer) => createHash('sha256').update(of).digest('hex')
const hmac = (key: string | Buffer, of: string) => createHmac('sha256', key).update(of).digest()
