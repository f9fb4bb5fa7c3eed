import { request as askPlainly, type IncomingMessage } from 'node:http'
import { request as askSafely } from 'node:https'
import { checkTarget, Refused, type Resolve, type Target } from './guard.ts'

export type Fetched = { mime: string; bytes: Buffer }
type Limits = { bytes: number; ms: number; redirects: number }
const LIMITS: Limits = { bytes: 5 * 1024 * 1024, ms: 10_000, redirects: 3 }
const PICTURES: [RegExp, (bytes: Buffer) => boolean][] = [
  [/^image\/png$/, (bytes) => bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))],
  [/^image\/jpe?g$/, (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8],
  [/^image\/gif$/, (bytes) => bytes.toString('latin1', 0, 3) === 'GIF'],
  [/^image\/webp$/, (bytes) => bytes.toString('latin1', 8, 12) === 'WEBP'],
]

/**
 * A remote picture, fetched so that the reader's address stays unknown and no private machine is ever asked: each hop is resolved,
 * checked and connected to exactly the address that was checked. Throws `Refused` with words that tell nothing about the network.
 */
export async function fetchPicture(
  given: string,
  { resolve, limits = LIMITS }: { resolve?: Resolve; limits?: Limits } = {},
): Promise<Fetched> {
  const until = AbortSignal.timeout(limits.ms)
  let next = given
  for (let hop = 0; hop <= limits.redirects; hop++) {
    const answer = await ask(await checkTarget(next, resolve), until)
    const moved = answer.headers.location
    if ([301, 302, 303, 307, 308].includes(answer.statusCode ?? 0) && moved) {
      answer.destroy()
      next = URL.canParse(moved, next) ? new URL(moved, next).href : ''
      continue
    }
    return pictureIn(answer, limits)
  }
  throw new Refused('too many redirects')
}

function ask({ url, address, family }: Target, signal: AbortSignal): Promise<IncomingMessage> {
  const send = url.protocol === 'https:' ? askSafely : askPlainly
  return new Promise((done, failed) => {
    const pinned = (_host: string, _options: object, answer: (error: null, found: { address: string; family: number }[]) => void) =>
      answer(null, [{ address, family }])
    const asked = send(
      url,
      {
        lookup: pinned,
        signal,
        agent: false,
        headers: { accept: 'image/*', 'accept-encoding': 'identity', 'user-agent': 'Mozilla/5.0 (image proxy)' },
      },
      done,
    )
    asked.on('error', () => failed(new Refused('no answer')))
    asked.end()
  })
}

async function pictureIn(answer: IncomingMessage, { bytes: most }: Limits): Promise<Fetched> {
  const mime = (answer.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const looks = PICTURES.find(([form]) => form.test(mime))?.[1]
  if (answer.statusCode !== 200 || !looks || answer.headers['content-encoding']) {
    answer.destroy()
    throw new Refused('no picture')
  }
  const chunks: Buffer[] = []
  let size = 0
  try {
    for await (const chunk of answer) {
      size += chunk.length
      if (size > most) throw new Refused('too large')
      chunks.push(chunk)
    }
  } catch (error) {
    answer.destroy()
    throw error instanceof Refused ? error : new Refused('no answer')
  }
  const bytes = Buffer.concat(chunks)
  if (!looks(bytes)) throw new Refused('no picture')
  return { mime, bytes }
}
