/** The query string as the address shows it: every value is text, and nothing is quoted. Screens read it with a zod schema. */
export function parseSearch(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query))
}

/** Absent and empty values leave the address; lists join with commas. */
export function writeSearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  const query = new URLSearchParams(
    kept.map(([name, value]): [string, string] => [name, Array.isArray(value) ? value.join(',') : String(value)]),
  ).toString()
  return query.replaceAll('%2C', ',') && `?${query.replaceAll('%2C', ',')}`
}
