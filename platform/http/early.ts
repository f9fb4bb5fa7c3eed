import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { asRefusal, languageOf, text } from './errors.ts'
import { securityHeaders } from './guard.ts'

/** What fails before any route is found (an address that cannot be read): answered like everything else, though no hook runs for it. */
export const answerUnrouted = (isHttps: boolean) => (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
  const { status, code, words } = asRefusal(error)
  reply
    .status(status)
    .headers({ ...securityHeaders(isHttps), 'cache-control': 'no-store' })
    .send({ code, message: words[languageOf(request)] })
}

/** What fails before there is a request at all: headers too large or no HTTP, a sender who stops halfway. Nobody knows yet which language is wanted. */
export const answerUnread = (isHttps: boolean) => (error: Error & { code?: string }, socket: Socket) => {
  if (error.code === 'ECONNRESET' || !socket.writable) return socket.destroy()
  const { status, code, words } = unread(error.code)
  const body = JSON.stringify({ code, message: words.vi })
  const headers = {
    ...securityHeaders(isHttps),
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  socket.end([`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n'))
}

function unread(code: string | undefined) {
  if (code === 'HPE_HEADER_OVERFLOW') return text.refusal(431, 'headersTooLarge')
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return text.refusal(408, 'tooSlow')
  return text.refusal(400, 'unreadable')
}
