import { Fragment, type ReactNode } from 'react'

const LINK = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g
/** Where a picture of our own stands in the text; the picture itself is shown below. */
const PICTURE = /!\[[^\]]*\]\(cid:[^)]+\)\n?/g

/** What somebody typed, line breaks kept, web addresses clickable, mentioned colleagues marked. */
export function TypedWords({ text, mentions = [] }: { text: string; mentions?: { id: string; name: string }[] }) {
  const plain = text.replace(PICTURE, '').trimEnd()
  return (
    <div style={{ whiteSpace: 'pre-wrap' }}>
      {linked(
        plain,
        mentions.map(({ name }) => `@${name}`),
      )}
    </div>
  )
}

function linked(text: string, names: string[]): ReactNode[] {
  const parts: ReactNode[] = []
  let from = 0
  for (const found of text.matchAll(LINK)) {
    parts.push(<Fragment key={`t${from}`}>{marked(text.slice(from, found.index), names)}</Fragment>)
    parts.push(
      <a key={`a${found.index}`} className="link" href={found[0]} target="_blank" rel="noopener noreferrer nofollow">
        {found[0]}
      </a>,
    )
    from = found.index + found[0].length
  }
  parts.push(<Fragment key={`t${from}`}>{marked(text.slice(from), names)}</Fragment>)
  return parts
}

function marked(text: string, names: string[]): ReactNode[] {
  const name = names.find((one) => text.includes(one))
  if (!name) return [text]
  const at = text.indexOf(name)
  return [
    ...marked(text.slice(0, at), names),
    <b key={at} style={{ color: 'var(--covit-tx)' }}>
      {name}
    </b>,
    ...marked(text.slice(at + name.length), names),
  ]
}
