import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** Every address that is not a public machine: loopback, private, link-local, shared, test, multicast, metadata, and the ways to write an IPv4 inside an IPv6. */
const CLOSED = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  CLOSED.addSubnet(network, bits, 'ipv4')
/** Of IPv6 only global unicast is open, and of that neither tunnels nor documentation. */
const OPEN6 = new BlockList()
OPEN6.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  CLOSED.addSubnet(network, bits, 'ipv6')

export type Resolve = (host: string) => Promise<{ address: string; family: number }[]>
/** An address that was checked and is the only one to be connected to. */
export type Target = { url: URL; address: string; family: 4 | 6 }

/** Why an address is not asked. The words never tell the person what was found. */
export class Refused extends Error {
  override name = 'Refused'
}

const NAMES = /(^|\.)(localhost|localdomain|internal|local|home|lan|intranet|corp|private|arpa|onion|test|invalid)$/i
const PORTS = new Set(['', '80', '443', '8080', '8443'])

/** May this machine be asked at all? IPv4 and IPv6, in digits. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !CLOSED.check(address, 'ipv4')
  return family === 6 && OPEN6.check(address, 'ipv6') && !CLOSED.check(address, 'ipv6')
}

/** The URL as far as it can be judged without asking anybody. Throws `Refused`. */
export function readUrl(given: string): URL {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (given.length > 2000 || /[\u0000-\u0020\u007f\\]/.test(given) || !/^https?:\/\/[^/]/i.test(given))
    throw new Refused('not a web address')
  if (!URL.canParse(given)) throw new Refused('not a web address')
  const url = new URL(given)
  const host = bareHost(url)
  if (url.username || url.password) throw new Refused('names a user')
  if (!PORTS.has(url.port)) throw new Refused('unusual port')
  if (isIP(host) ? !isPublic(host) : !isName(host)) throw new Refused('not a public machine')
  return url
}

const bareHost = (url: URL) => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')
const isName = (host: string) => host.length <= 253 && /^([a-z0-9_-]{1,63}\.)+[a-z][a-z0-9-]{0,62}$/i.test(host) && !NAMES.test(host)

/** Resolves and checks; every answer must be public, since a name that also means a private machine is a trap. Throws `Refused`. */
export async function checkTarget(given: string, resolve: Resolve = systemResolve): Promise<Target> {
  const url = readUrl(given)
  const host = bareHost(url)
  const family = isIP(host)
  if (family === 4 || family === 6) return { url, address: host, family }
  const found = await resolve(host).catch(() => [])
  const [first] = found
  if (!first || !found.every(({ address }) => isPublic(address))) throw new Refused('not a public machine')
  return { url, address: first.address, family: first.family === 6 ? 6 : 4 }
}

const systemResolve: Resolve = (host) => lookup(host, { all: true, verbatim: true })
