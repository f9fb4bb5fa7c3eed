import type { ReadBody } from './body.ts'
import { namelessFile, shownName } from './names.ts'
import { leaves, type Part } from './parts.ts'

/** A file sent along. `inline`: a picture the text shows by its content id. */
export type Attachment = { name: string; mime: string; bytes: Uint8Array; contentId: string | null; inline: boolean }

const MOST = 100

/** Everything in a mail that is not its words: files, pictures, embedded mails, what a winmail.dat held, and the winmail.dat itself. */
export function readAttachments(root: Part, { body, pictures, used, tnef }: ReadBody): { attachments: Attachment[]; leftOut: string[] } {
  const shown = new Set([...body.html.matchAll(/ data-cid="([^"]*)"/g)].map(([, id]) => String(id).replaceAll('&amp;', '&')))
  const found: Attachment[] = []
  for (const part of leaves(root)) {
    if (used.has(part) || part.mime.startsWith('multipart/') || (!part.bytes.length && !part.filename)) continue
    found.push(fileOf(part, found.length + 1, shown))
    for (const file of tnef.get(part)?.files ?? []) {
      found.push({
        name: shownName(file.name, namelessFile(file.mime, found.length + 1)),
        mime: safeMime(file.mime),
        bytes: file.bytes,
        contentId: null,
        inline: false,
      })
    }
  }
  for (const { contentId, mime, bytes } of pictures)
    found.push({ name: namelessFile(mime, found.length + 1), mime, bytes, contentId, inline: true })
  return { attachments: found.slice(0, MOST), leftOut: found.slice(MOST, MOST + 200).map(({ name }) => name) }
}

function fileOf(part: Part, position: number, shown: Set<string>): Attachment {
  const { contentId, bytes } = part
  const mime = safeMime(part.mime)
  return {
    name: shownName(part.filename, namelessFile(mime, position)),
    mime,
    bytes,
    contentId,
    inline: contentId !== null && shown.has(contentId),
  }
}

/** A media type as it may stand in a header; anything odd is a plain stream of bytes. */
const safeMime = (given: string): string =>
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,60}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,80}$/.test(given) ? given : 'application/octet-stream'
