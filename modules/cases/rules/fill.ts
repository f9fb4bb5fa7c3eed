/** `{ten}` in words becomes what stands for it; a name nobody knows stays as it was written. A capital first letter asks for one. */
export function fill(words: string, values: Readonly<Record<string, string>>): string {
  return words.replace(/\{([\p{L}_]+)\}/gu, (whole, name: string) => {
    const known = values[name] ?? values[name.toLowerCase()]
    if (known === undefined) return whole
    return /^\p{Lu}/u.test(name) ? known.charAt(0).toUpperCase() + known.slice(1) : known
  })
}
