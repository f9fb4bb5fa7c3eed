import { buffer } from 'node:stream/consumers'
import { type MimeNode, Splitter } from '@zone-eu/mailsplit'
import { type Headers, readHeaders } from './headers.ts'

/** One leaf or branch of a mail's tree. Branches have children and no bytes. */
export type Part = {
  mime: string
  /** Parameters of Content-Type that matter here. */
  params: { charset?: string; protocol?: string; smimeType?: string; reportType?: string }
  disposition: string | null
  filename: string | null
  contentId: string | null
  flowed: boolean
  delSp: boolean
  headers: Headers
  bytes: Buffer
  children: Part[]
}

const MOST_PARTS = 500

/** Takes a mail apart without understanding it. An embedded message stays one attachment. */
export async function takeApart(mail: Uint8Array): Promise<Part> {
  const splitter = new Splitter({ ignoreEmbedded: true, maxChildNodes: MOST_PARTS, maxHeadSize: 4 * 1024 * 1024 })
  const known = new Map<MimeNode, { part: Part; chunks: Buffer[] }>()
  let root: Part | undefined
  splitter.end(Buffer.from(mail.buffer, mail.byteOffset, mail.byteLength))
  for await (const piece of splitter) {
    if (piece.type === 'node') {
      const part = partOf(piece)
      known.set(piece, { part, chunks: [] })
      if (piece.parentNode) known.get(piece.parentNode)?.part.children.push(part)
      root ??= part
    } else if (piece.type === 'body') {
      known.get(piece.node)?.chunks.push(piece.value)
    }
  }
  for (const [node, { part, chunks }] of known) if (chunks.length) part.bytes = await decoded(node, chunks)
  if (!root) throw new Error('no header and no body')
  return root
}

function partOf(node: MimeNode): Part {
  const headers = readHeaders(node.getHeaders())
  const type = rawHeader(headers, 'content-type')
  return {
    mime: node.contentType || 'text/plain',
    params: {
      charset: node.charset || undefined,
      protocol: param(type, 'protocol'),
      smimeType: param(type, 'smime-type'),
      reportType: param(type, 'report-type'),
    },
    disposition: node.disposition || null,
    filename: node.filename || null,
    contentId: rawHeader(headers, 'content-id').replace(/^<|>$/g, '').trim() || null,
    flowed: node.flowed,
    delSp: node.delSp,
    headers,
    bytes: Buffer.alloc(0),
    children: [],
  }
}

const rawHeader = (headers: Headers, name: string) => headers.find((line) => line.name === name)?.raw ?? ''

function param(value: string, name: string): string | undefined {
  return new RegExp(`;\\s*${name}\\s*=\\s*"?([^";\\s]{1,100})`, 'i').exec(value)?.[1]?.toLowerCase()
}

async function decoded(node: MimeNode, chunks: Buffer[]): Promise<Buffer> {
  const whole = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)
  if (node.encoding !== 'base64' && node.encoding !== 'quoted-printable') return whole
  const decoder = node.getDecoder()
  decoder.end(whole)
  return buffer(decoder)
}

/** Every leaf of the tree, in order. */
export function leaves(part: Part): Part[] {
  return part.children.length ? part.children.flatMap(leaves) : [part]
}
