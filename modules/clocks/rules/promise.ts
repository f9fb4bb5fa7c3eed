import { commits } from './commitment.ts'
import { folded } from './folded.ts'
import { type Found, timesIn } from './spokenTime.ts'

/** `quote`: the sentence part as it was written; `dueAt`: the latest moment that keeps the word. */
export type FoundPromise = { quote: string; dueAt: Date }

const MOST = 3
const FARTHEST_DAYS = 90

/**
 * Promises that we gave in a text of ours, in Vietnamese (with or without marks) or English: "em gọi lại trước 16h", "sáng mai bên em báo kết quả",
 * "within 2 hours we will call you back". A request to the customer, a question and what is past are no promises.
 * Pure: `now` is when it was written; hours are those of Hồ Chí Minh City.
 */
export function promiseIn(text: string, now: Date): FoundPromise[] {
  const found: FoundPromise[] = []
  for (const sentence of sentencesOf(text)) {
    const plain = folded(sentence)
    if (!commits(plain)) continue
    const time = timesIn(sentence, plain, clockOf(now)).at(-1)
    const dueAt = time && momentOf(time, now)
    if (!dueAt || dueAt <= now || found.some((one) => one.dueAt.getTime() === dueAt.getTime())) continue
    found.push({ quote: sentence.length > 160 ? `${sentence.slice(0, 157)}…` : sentence, dueAt })
  }
  return found.slice(0, MOST)
}

/** Sentences; a point or colon inside a time, a date or a figure does not end one. Questions are dropped. */
function sentencesOf(text: string): string[] {
  return text
    .normalize('NFC')
    .slice(0, 20_000)
    .split(/(?<=[.!?…;])\s+|(?<=[?!])|\n+|\s[-–—]\s|,\s+(?=(?:em|bên em|bọn em|mình|tôi|chúng tôi|nếu|còn|nhưng|we|I)\s)/iu)
    .map((part) => part.trim().replace(/[.;,…]+$/u, ''))
    .filter((part) => part.length > 3 && !part.endsWith('?'))
}

/** Hồ Chí Minh City, UTC+7 all year. */
const OFFSET = 7 * 3_600_000

function clockOf(now: Date) {
  const local = new Date(now.getTime() + OFFSET)
  return { minute: local.getUTCHours() * 60 + local.getUTCMinutes(), day: local.toISOString().slice(0, 10) }
}

function momentOf(time: Found, now: Date): Date | undefined {
  const at =
    time.inMinutes !== undefined
      ? new Date(now.getTime() + time.inMinutes * 60_000)
      : new Date(Date.parse(`${time.day}T00:00:00Z`) - OFFSET + time.minute * 60_000)
  return at.getTime() - now.getTime() > FARTHEST_DAYS * 86_400_000 ? undefined : at
}
