import { decodeText } from './charset.ts'

/** What Outlook hides in a winmail.dat. */
export type Unpacked = { text: string | null; html: string | null; files: { name: string; mime: string; bytes: Buffer }[] }

const SIGNATURE = 0x223e9f78
const MESSAGE_PROPERTIES = 0x9003
const BODY = 0x800c
const ATTACHMENT_START = 0x9002
const ATTACHMENT_TITLE = 0x8010
const ATTACHMENT_DATA = 0x800f
const ATTACHMENT_PROPERTIES = 0x9005
const MOST_FILES = 100

/**
 * Unpacks TNEF (MS-OXTNEF): attributes one after another, each with level, id, length, bytes, checksum.
 * Torn or lying lengths end the reading; what was read until then is returned. Null when it is not TNEF.
 */
export function unpackTnef(dat: Buffer): Unpacked | null {
  if (dat.length < 6 || dat.readUInt32LE(0) !== SIGNATURE) return null
  const found: Unpacked = { text: null, html: null, files: [] }
  let at = 6
  while (at + 9 <= dat.length) {
    const id = dat.readUInt16LE(at + 1)
    const size = dat.readUInt32LE(at + 5)
    const value = dat.subarray(at + 9, at + 9 + size)
    if (value.length < size) break
    take(found, id, value)
    at += 9 + size + 2
  }
  found.files = found.files.filter((file) => file.bytes.length > 0)
  return found
}

function take(found: Unpacked, id: number, value: Buffer) {
  const file = found.files.at(-1)
  if (id === ATTACHMENT_START && found.files.length < MOST_FILES)
    found.files.push({ name: '', mime: 'application/octet-stream', bytes: Buffer.alloc(0) })
  else if (id === BODY) found.text ??= text(value)
  else if (id === MESSAGE_PROPERTIES) takeProperties(value, (tag, bytes) => takeBody(found, tag, bytes))
  else if (!file) return
  else if (id === ATTACHMENT_TITLE) file.name ||= text(value)
  else if (id === ATTACHMENT_DATA) file.bytes = value
  else if (id === ATTACHMENT_PROPERTIES) {
    takeProperties(value, (tag, bytes, wide) => {
      if (tag === 0x3707) file.name = wide ? utf16(bytes) : text(bytes)
      if (tag === 0x370e) file.mime = (wide ? utf16(bytes) : text(bytes)).toLowerCase()
    })
  }
}

function takeBody(found: Unpacked, tag: number, bytes: Buffer) {
  if (tag === 0x1000) found.text = bytes.includes(0) && bytes.length > 1 && bytes[1] === 0 ? utf16(bytes) : text(bytes)
  if (tag === 0x1013) found.html = text(bytes)
}

const text = (bytes: Buffer) => decodeText(bytes, undefined).trim()
const utf16 = (bytes: Buffer) => decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), bytes]), undefined).trim()

/** Sizes of the fixed property types, in bytes as stored. */
const FIXED: Record<number, number> = { 2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8, 72: 16 }

/** Walks a MAPI property list and hands over the texts and binaries in it. */
function takeProperties(list: Buffer, found: (tag: number, bytes: Buffer, wide: boolean) => void) {
  const reader = { at: 4 }
  const long = () => {
    reader.at += 4
    return reader.at <= list.length ? list.readUInt32LE(reader.at - 4) : 0
  }
  const count = list.length >= 4 ? Math.min(list.readUInt32LE(0), 2000) : 0
  for (let n = 0; n < count && reader.at + 4 <= list.length; n++) {
    const head = long()
    const type = head & 0x0fff
    const tag = head >>> 16
    if (tag >= 0x8000) skipName(reader, long)
    const several = (head & 0x1000) !== 0
    const fixed = FIXED[type]
    if (fixed !== undefined) {
      reader.at += fixed * (several ? long() : 1)
      continue
    }
    const values = long()
    for (let v = 0; v < values && reader.at + 4 <= list.length; v++) {
      const size = long()
      found(tag, list.subarray(reader.at, reader.at + size), type === 0x1f)
      reader.at += size + ((4 - (size % 4)) % 4)
    }
  }
}

/** A named property: a GUID, then a number or a name. */
function skipName(reader: { at: number }, long: () => number) {
  reader.at += 16
  if (long() === 0) reader.at += 4
  else {
    const size = long()
    reader.at += size + ((4 - (size % 4)) % 4)
  }
}
