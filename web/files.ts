import { z } from 'zod'
import { Failure } from './failure.ts'
import { currentLanguage } from './language.ts'

const Stored = z.object({
  id: z.string(),
  name: z.string(),
  mime: z.string(),
  size: z.number(),
  width: z.number().nullish(),
  height: z.number().nullish(),
})
const Answer = z.object({ items: z.tuple([Stored]) })
/** A file the server keeps, not yet claimed by a message or a form. */
export type StoredFile = z.infer<typeof Stored>

/** Sends one file to `POST /api/v1/files`; `onProgress` hears whole percents. XMLHttpRequest, because fetch tells no progress. */
export function upload(file: File, onProgress?: (percent: number) => void): Promise<StoredFile> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/files')
    request.setRequestHeader('accept-language', currentLanguage())
    request.setRequestHeader(
      'idempotency-key',
      [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    )
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(Math.round((loaded / total) * 100))
    request.onerror = () => fail(new TypeError('network'))
    request.onload = () => {
      const answer = read(request.responseText)
      const stored = Answer.safeParse(answer)
      if (request.status < 300 && stored.success) done(stored.data.items[0])
      else fail(new Failure(request.status, z.object({ code: z.string(), message: z.string() }).safeParse(answer).data ?? {}))
    }
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}

function read(said: string): unknown {
  try {
    return JSON.parse(said)
  } catch {
    return undefined
  }
}
