/** Lower case without marks, letter by letter: every place in it is the same place in the NFC text. */
export function folded(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const plain = letter.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace('đ', 'd')
    return plain.length === letter.length ? plain : letter
  }).join('')
}
