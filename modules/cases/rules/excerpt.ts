const OPEN = '\u{E000}'
const CLOSE = '\u{E001}'
const AROUND = 70

/** Without marks, đ = d, lower case; one letter stays one letter, so that places in the folded text are places in the text. */
export function foldedLetters(said: string): string {
  return [...said.normalize('NFC')].map((letter) => plain(letter)).join('')
}

function plain(letter: string): string {
  if (letter === 'đ' || letter === 'Đ') return 'd'
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return bare.length === letter.length ? bare : letter
}

/** Words of a question, folded, at most eight. */
export const wordsOf = (asked: string): string[] =>
  foldedLetters(asked)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, 8)

/** The words around the first match, each match between U+E000 and U+E001; without a match the beginning. */
export function excerptOf(said: string, words: readonly string[]): string {
  const text = said
    .normalize('NFC')
    .replace(/[\u{E000}\u{E001}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  const folded = foldedLetters(text)
  const spots = words.flatMap((word) => spotsOf(folded, word)).sort((a, b) => a.from - b.from)
  const [first] = spots
  const from = first ? Math.max(0, folded.lastIndexOf(' ', Math.max(0, first.from - AROUND)) + 1) : 0
  const to = Math.min(text.length, (first?.to ?? 0) + 2 * AROUND)
  let out = from > 0 ? '… ' : ''
  let at = from
  for (const spot of spots) {
    if (spot.from < at || spot.to > to) continue
    out += `${text.slice(at, spot.from)}${OPEN}${text.slice(spot.from, spot.to)}${CLOSE}`
    at = spot.to
  }
  return `${out}${text.slice(at, to)}${to < text.length ? ' …' : ''}`
}

/** Where words begin with this one. */
function spotsOf(folded: string, word: string): { from: number; to: number }[] {
  const spots: { from: number; to: number }[] = []
  for (let at = folded.indexOf(word); at >= 0 && spots.length < 20; at = folded.indexOf(word, at + word.length)) {
    if (at > 0 && /[\p{L}\p{N}]/u.test(folded[at - 1] ?? '')) continue
    spots.push({ from: at, to: at + word.length })
  }
  return spots
}
