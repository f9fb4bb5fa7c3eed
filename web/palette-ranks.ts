import type { PaletteItem } from './palette-entries.ts'
import { folded } from './read.ts'

type Answer = Pick<PaletteItem, 'name' | 'detail' | 'hint' | 'titles'>

const CODE = 0
const TITLE = 1
const ALL_WORDS = 2
const REST = 3

/** The words of a text without marks, so that "Da nhan, hen" and "Đã nhận hẹn" are the same. */
export const wordsIn = (said: string): string[] =>
  folded(said)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** How well this answers what was typed, the smaller the better: its code, the beginning of its title, all words in its name or in what stands beside it. */
export function rankOf({ name, detail = '', hint = '', titles = [] }: Answer, typed: string): number {
  const words = wordsIn(typed)
  if (isCode(hint, typed)) return CODE
  if (titles.some((title) => wordsIn(title).join(' ').startsWith(words.join(' ')))) return TITLE
  return [name, detail].some((said) => hasAll(wordsIn(said), words)) ? ALL_WORDS : REST
}

const hasAll = (said: string[], words: string[]) => words.every((word) => said.some((one) => one.startsWith(word)))

/** `PH-000012`, `ph 12` and `12` are one code. */
function isCode(code: string, typed: string): boolean {
  const [letters, figures] = partsOf(code)
  const [typedLetters, typedFigures] = partsOf(typed)
  return figures !== '' && figures === typedFigures && (typedLetters === '' || typedLetters === letters)
}

function partsOf(code: string): [string, string] {
  const [, letters = '', figures = ''] = /^([a-z]*)0*(\d+)$/.exec(wordsIn(code).join('')) ?? []
  return [letters, figures]
}

/** Groups by the best answer in each, the answers in each by how well they answer; what answers alike stays as it came. */
export function ranked<Of extends { items: PaletteItem[] }>(groups: Of[], typed: string, most: number): Of[] {
  const best = ({ items }: Of) => Math.min(REST, ...items.map((item) => rankOf(item, typed)))
  return groups
    .toSorted((one, other) => best(one) - best(other))
    .map((group) => ({ ...group, items: group.items.toSorted((one, other) => rankOf(one, typed) - rankOf(other, typed)).slice(0, most) }))
}
