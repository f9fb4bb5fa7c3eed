/** This very machine: the one place a password may go to without encryption. */
export const isHere = (host: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host)

/** Secrets go to a token endpoint: only encrypted, unless it is on this very machine. */
export function isTokenUrl(given: string): boolean {
  if (!URL.canParse(given)) return false
  const { protocol, hostname, username, password } = new URL(given)
  return !username && !password && (protocol === 'https:' || (protocol === 'http:' && isHere(hostname)))
}
