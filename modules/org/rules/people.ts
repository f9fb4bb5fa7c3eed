export type HatGiven = { hat: string; share: number; main: boolean; fromDate?: string; untilDate?: string | null }

/** What is wrong with a list of hats, if anything: a hat twice, more than all of one's time, no or several main hats. */
export function wrongWithHats(hats: readonly HatGiven[]): 'hatTwice' | 'sharesTooMuch' | 'oneMainHat' | undefined {
  if (new Set(hats.map(({ hat }) => hat)).size !== hats.length) return 'hatTwice'
  if (sharesOf(hats) > 100) return 'sharesTooMuch'
  if (hats.length > 0 && hats.filter(({ main }) => main).length !== 1) return 'oneMainHat'
  return undefined
}

export const sharesOf = (hats: readonly HatGiven[]) => hats.reduce((sum, { share }) => sum + share, 0)

/** What holds when the time of a declaration runs out: who was away is back, who took cases is off shift. */
export const afterwards = (availability: string): 'accepting' | 'away' | 'off' => (availability === 'away' ? 'accepting' : 'off')

/** The first letters of the last two words: Nguyễn Bích Ngọc → BN. */
export const initialsOf = (name: string): string =>
  (name.normalize('NFC').match(/[\p{L}\d]+/gu) ?? [])
    .slice(-2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()
