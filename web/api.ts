import { infiniteQueryOptions, mutationOptions, queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { type Endpoint, roomOf } from '#platform/contract.ts'
import { Failure, type Issue } from './failure.ts'
import { intention } from './intention.ts'
import { currentLanguage } from './language.ts'
import { queries } from './queries.ts'

export { Failure, isNetwork } from './failure.ts'

type Input<E extends Endpoint> = z.input<E['input']>
type Reply<E extends Endpoint> = z.output<E['reply']>
type PagedReply = { items: unknown[]; next: string | null }

/** A question, ready for `useSuspenseQuery`, `useQuery` and for a route's loader alike. */
export function ask<E extends Endpoint>(endpoint: E, input: Input<E>) {
  return queryOptions({
    queryKey: [roomOf(endpoint), endpoint.at, input],
    queryFn: ({ signal }): Promise<Reply<E>> => call(endpoint, input, { signal }),
  })
}

/** A list of `paged(Row)` that goes on: for `useInfiniteQuery`, and `usePages` of the kit. `after` is filled in. */
export function askPages<E extends Endpoint<z.ZodType, z.ZodType<PagedReply>>>(endpoint: E, input: Omit<Input<E>, 'after'>) {
  return infiniteQueryOptions({
    queryKey: [roomOf(endpoint), endpoint.at, input, 'pages'],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }): Promise<Reply<E>> => call(endpoint, { ...input, after: pageParam } as Input<E>, { signal }),
    getNextPageParam: (last: PagedReply) => last.next ?? undefined,
  })
}

/** A command. When it succeeds, every answer of its room is asked again. */
export function tell<E extends Endpoint>(endpoint: E) {
  return mutationOptions({
    mutationKey: ['tell', endpoint.at],
    mutationFn: (input: Input<E>): Promise<Reply<E>> => call(endpoint, input),
    onSuccess: () => queries.invalidateQueries({ queryKey: [roomOf(endpoint)] }),
  })
}

/** One request, answered with the parsed reply or thrown as a `Failure` (a lost network as a `TypeError`). */
export async function call<E extends Endpoint>(endpoint: E, input: Input<E>, { signal }: { signal?: AbortSignal } = {}): Promise<Reply<E>> {
  const answer = await send(endpoint.at, input as Record<string, unknown>, signal)
  return endpoint.reply.parse(answer) as Reply<E>
}

/** The same without a reply schema; the queue of unsent changes uses it after a reload. */
export function send(at: Endpoint['at'], input: Record<string, unknown>, signal?: AbortSignal): Promise<unknown> {
  const { method, url, body } = requestFor({ at }, input)
  const headers: Record<string, string> = { 'accept-language': currentLanguage() }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (method !== 'POST') return answered(fetch(url, { method, body, headers, signal, credentials: 'same-origin' }))
  return intention(`${at} ${body}`, (key) =>
    answered(fetch(url, { method, body, headers: { ...headers, 'idempotency-key': key }, signal, credentials: 'same-origin' })),
  )
}

async function answered(asked: Promise<Response>): Promise<unknown> {
  const response = await asked
  const said = await response.text()
  if (response.ok) return said === '' ? null : JSON.parse(said)
  const again = Number(response.headers.get('retry-after')) || undefined
  throw new Failure(response.status, understood(said), again)
}

const Refused = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })).optional(),
  facts: z.record(z.string(), z.unknown()).optional(),
})

/** A proxy in between may answer with a page of HTML: then only the status is known. */
function understood(said: string): Partial<{ code: string; message: string; issues: Issue[]; facts: Record<string, unknown> }> {
  try {
    return Refused.safeParse(JSON.parse(said)).data ?? {}
  } catch {
    return {}
  }
}

/**
 * The HTTP request of an endpoint: path parameters filled in, the rest in the query string of a GET (arrays joined
 * with commas, dates as ISO, undefined left out) or in the JSON body of anything else. Needs no browser.
 */
export function requestFor({ at }: Pick<Endpoint, 'at'>, input: Record<string, unknown> = {}) {
  const [method = 'GET', path = '/'] = at.split(' ')
  const rest = new Map(Object.entries(input ?? {}).filter(([, value]) => value !== undefined))
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = plain(rest.get(name))
    rest.delete(name)
    return encodeURIComponent(value)
  })
  if (method !== 'GET') return { method, url: `/api/v1${filled}`, body: JSON.stringify(Object.fromEntries(rest), withBigint) }
  const query = new URLSearchParams(
    [...rest].filter(([, value]) => value !== null).map(([name, value]): [string, string] => [name, plain(value)]),
  ).toString()
  return { method, url: `/api/v1${filled}${query && `?${query}`}`, body: undefined }
}

function plain(value: unknown): string {
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return value.map(plain).join(',')
  return String(value)
}

const withBigint = (_: string, value: unknown) => (typeof value === 'bigint' ? Number(value) : value)
