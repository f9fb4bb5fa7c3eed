/** The name, shortened to `most` letters; with a number behind when it is taken. */
export function freeName(name: string, taken: readonly string[], most = 80): string {
  const short = name.trim().normalize('NFC').slice(0, most)
  if (!taken.includes(short)) return short
  for (let number = 2; ; number++) {
    const behind = ` (${number})`
    const tried = short.slice(0, most - behind.length) + behind
    if (!taken.includes(tried)) return tried
  }
}
