/**
 * Which lines of a reply are the reply. Lines are sorted into kinds, then the shape of the whole decides: history under an
 * attribution or a header block is folded, answers between quoted lines stay with them, a forward stays whole.
 * Folded lines are hidden on screen, never lost.
 */
type Kind = 'empty' | 'rule' | 'signature' | 'wrote' | 'forward' | 'header' | 'quote' | 'text'

const LETTERS: Record<Kind, string> = {
  empty: 'e',
  rule: 'd',
  signature: 's',
  wrote: 'b',
  forward: 'f',
  header: 'h',
  quote: 'q',
  text: 't',
}

/** Starts and ends of attributions: "Vào … đã viết:", "On … wrote:". */
const WROTE: [start: RegExp, end: RegExp][] = [
  [/^vào\b|^lúc\b|^ngày\b|^thứ\b/iu, /(đã viết|viết|đã ghi|đã gửi)\s*[:.]?\s*>?$/iu],
  [/^(on|at|in message)\b/iu, /\b(wrote|writes|says|said)\s*[:.]?\s*(-{2,})?\s*>?$/iu],
  [/^le\b/iu, /(a écrit|nous a dit)\s*[:.]?$/iu],
  [/^am\b/iu, /(schrieb|geschrieben|schrieben sie)[^:]{0,120}:?$/iu],
  [/^el\b/iu, /escribió\s*:?$/iu],
  [/^em\b/iu, /escreveu\s*:?$/iu],
  [/^il\b/iu, /ha scritto\s*:?$/iu],
  [/^op\b/iu, /(schreef|het volgende geschreven)[^:]{0,120}:?$/iu],
  [/^(den|søn|man|tir|ons|tor|fre|lør)\b/iu, /skrev[^:]{0,120}:?$/iu],
  [/^(dnia|dňa|w dniu)\b/iu, /napisał(\(a\)|a)?\s*:?$/iu],
  [/^在/u, /写道\s*[:：]?$/u],
  [/\d{4}/u, /(написал|пише|napisał\(a\))\s*\(?а?\)?\s*:$/iu],
]

/** Attributions that stand on one line and need no opening word. */
const WROTE_ALONE = [
  /^\S.{0,150}\bvia\b.{0,100}\b(wrote|schrieb):?$/iu,
  /^.{0,150}\S+@\S+\.\w+\S*.{0,40}\b(wrote|đã viết)\s*:?$/iu,
  /^.{1,150}\b(wrote on|schrieb am)\b.{1,80}:$/iu,
  /\b20\d\d\b.{1,80}\s<[^@<>\s]+@[^@<>\s]+>:?$/u,
  /^20\d\d-\d\d-\d\d \d\d:\d\d GMT[+-]\d\d:\d\d .{1,80}$/u,
  /^posted by .{1,80} on \d\d\/\d\d\/\d{4}$/iu,
  /^\*?-{2,}\s*(original message|reply message|thư gốc|tin nhắn gốc|thư ban đầu|nội dung thư gốc|ursprüngliche nachricht|mensaje original|message d'origine|原始邮件)\s*-{2,}\*?$/iu,
  /^-{3,}\s*on\b.{5,150}\bwrote\s*-{3,}$/iu,
]

const FORWARD =
  /^\*?(-{2,}\s*(forwarded message|thư (đã )?(được )?chuyển tiếp|tin nhắn (đã )?(được )?chuyển tiếp|forwarded by .{1,80}|message transféré|weitergeleitete nachricht)\s*-{2,}\*?|begin forwarded message:|bắt đầu thư (được )?chuyển tiếp:|thư được chuyển tiếp:|début du message (transféré|réexpédié)\s*:)/iu

const HEADER =
  /^[*\s]*(từ|người gửi|đã gửi|gửi|ngày|ngày gửi|thời gian|tới|đến|người nhận|gửi tới|chủ đề|tiêu đề|đồng gửi|cc|from|sent|date|to|subject|reply-to|de|à|objet|envoyé|von|an|betreff|gesendet|datum|para|asunto|enviado|enviado el|fecha|assunto|enviada em|da|oggetto|data|a|inviato|van|aan|onderwerp|verzonden|fra|til|emne|sendt|från|till|ämne|skickat|发件人|收件人|主题|发送时间)\s*\*?\s*[:：]\s*\*?\s*\S/iu

const SIGNATURE = [
  /^(được )?(đã )?gửi (từ|bằng|qua) (iphone|ipad|điện thoại|máy|galaxy|samsung|android|yahoo|outlook|gmail|mail|thư|ứng dụng|thiết bị|zalo)[^,]{0,30}(\s*<\S+>)?$/iu,
  /^tải outlook cho .{0,60}$/iu,
  /^tải (ứng dụng )?yahoo mail .{0,60}$/iu,
  /^get outlook for .{0,60}$/iu,
  /^[(<]{0,2}sent (from|via|with|by) .{1,80}$/iu,
  /^(\p{L}+ )?from my? ?(mobile|phone|iphone|ipad|android)\b.{0,30}$/iu,
  /^(envoyé (depuis|de)|von meinem|diese nachricht wurde von|inviato da|sendt fra min|enviado (do meu|desde mi)|verzonden met|verstuurd vanaf|skickat från|från min) .{1,80}$/iu,
  /^從我的 iPhone 傳送/iu,
]

const RULE = /^\s*[-_=+~#*—ᐧ]{2,}\s*$|^\s*[_—]\s*$/u
const MOST_LINES = 20_000

/** For every line whether it is folded away. Lines beyond twenty thousand are left as they are. */
export function foldedLines(lines: readonly string[], alreadyQuoted: readonly boolean[] = []): boolean[] {
  const folded = lines.map(() => false)
  const kinds = kindsOf(lines.slice(0, MOST_LINES), alreadyQuoted)
  const forward = kinds.indexOf('forward')
  const reach = forward < 0 ? kinds.length : forward
  const own = kinds.slice(0, reach)
  foldHistory(own, folded)
  foldSignature(lines, own, folded)
  own.forEach((kind, at) => {
    if (kind === 'signature' || (kind === 'rule' && nothingAfter(own, folded, at))) folded[at] = true
  })
  foldTail(own, folded)
  const says = own.some((kind, at) => kind === 'text' && !folded[at])
  return says ? folded : lines.map(() => false)
}

function kindsOf(lines: readonly string[], alreadyQuoted: readonly boolean[]): Kind[] {
  const kinds = lines.map((line, at): Kind => {
    const kind = kindOf(line.trim().slice(0, 400))
    return alreadyQuoted[at] && kind !== 'empty' && kind !== 'forward' ? 'quote' : kind
  })
  lines.forEach((_, at) => {
    for (let last = at; last < Math.min(at + 4, lines.length); last++) {
      if (!isAttribution(lines, at, last)) continue
      for (let n = at; n <= last; n++) kinds[n] = 'wrote'
      break
    }
  })
  return kinds
}

function kindOf(line: string): Kind {
  if (!line) return 'empty'
  if (FORWARD.test(line)) return 'forward'
  if (WROTE_ALONE.some((form) => form.test(line))) return 'wrote'
  if (RULE.test(line)) return 'rule'
  if (SIGNATURE.some((form) => form.test(line))) return 'signature'
  if (line.startsWith('>')) return 'quote'
  return HEADER.test(line) ? 'header' : 'text'
}

/** Lines at…last together say "On <date> <somebody> wrote:". Programs wrap it over up to four lines. */
function isAttribution(lines: readonly string[], at: number, last: number): boolean {
  const bare = (line: string | undefined) => (line ?? '').replace(/^[\s>*-]+/, '').trim()
  const first = bare(lines[at])
  const opening = WROTE.filter(([start]) => start.test(first))
  if (!opening.length || (last > at && !bare(lines[last]))) return false
  const whole = lines
    .slice(at, last + 1)
    .map(bare)
    .join(' ')
  return whole.length <= 400 && /\d/.test(whole) && opening.some(([, end]) => end.test(whole))
}

/** Everything below the point where history begins. Works on the kinds written as one letter each. */
function foldHistory(kinds: Kind[], folded: boolean[]) {
  const shape = kinds.map((kind) => LETTERS[kind]).join('')
  const from = [
    // An attribution with nothing quoted below by signs: the rest of the mail is the history.
    /(?<=[ts][eds]*)b[^q]*$/,
    // An attribution, its quoted lines, and at most their wrapped ends.
    /(?<=[ts][eds]*)b[esdqbh]*[tesd]*$/,
    // Three header lines on top of each other, or with a wrapped one between them.
    /(?<=[ts][eqds]*)h(h{2,}|[ht]{0,3}h+[ht]{0,3}[he])/,
  ]
    .map((form) => form.exec(shape)?.index ?? -1)
    .filter((index) => index >= 0)
  if (!from.length) return
  for (let at = Math.min(...from); at < kinds.length; at++) folded[at] = true
}

/** "-- " and what stands below it, if it is short and nothing but a signature can be there. */
function foldSignature(lines: readonly string[], kinds: Kind[], folded: boolean[]) {
  const end = folded.indexOf(true) < 0 ? kinds.length : folded.indexOf(true)
  for (let at = end - 1; at > 0; at--) {
    if (!/^--\s*$/.test(lines[at] ?? '')) continue
    const below = lines.slice(at + 1, end).filter((line) => line.trim())
    if (below.length <= 10 && below.every((line) => line.length <= 120)) for (let n = at; n < end; n++) folded[n] = true
    return
  }
}

function foldTail(kinds: Kind[], folded: boolean[]) {
  for (let at = kinds.length - 1; at >= 0; at--) {
    const kind = kinds[at]
    if (folded[at] || kind === 'empty') continue
    if (kind !== 'quote' && kind !== 'wrote') return
    folded[at] = true
  }
}

const nothingAfter = (kinds: Kind[], folded: boolean[], at: number) =>
  kinds.slice(at + 1).every((kind, n) => folded[at + 1 + n] || kind === 'empty' || kind === 'rule' || kind === 'signature')

/** A plain text in two: what was said now, and what was folded. Joined they hold every line. */
export function foldText(text: string): { visible: string; quoted: string } {
  const lines = text.split('\n')
  const folded = foldedLines(lines)
  const pick = (hidden: boolean) => lines.filter((_, at) => Boolean(folded[at]) === hidden).join('\n')
  return { visible: pick(false).trim(), quoted: pick(true).trim() }
}
