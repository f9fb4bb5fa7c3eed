const LEAD = 24

/** An excerpt of what was found: matches stand between U+E000 and U+E001. The first of them is near the beginning, where one line shows it. */
export function Marked({ excerpt }: { excerpt: string }) {
  const parts = nearFirst(excerpt).split(/\ue000([^\ue001]*)\ue001/)
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text stay in their order
  return <>{parts.map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part))}</>
}

function nearFirst(excerpt: string): string {
  const first = excerpt.indexOf('\ue000')
  if (first <= LEAD) return excerpt
  const from = excerpt.indexOf(' ', first - LEAD)
  return from < 0 || from >= first ? `… ${excerpt.slice(first)}` : `…${excerpt.slice(from)}`
}
