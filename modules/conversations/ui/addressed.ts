/** What stands for a name where none is known: a number, an address, words such as "Khách chưa rõ tên". */
const NO_NAME = /[\d@•]|^khách(?!\p{L})/iu

/**
 * How a customer is called to their face: "chị Hạnh". Without a word of address nothing: a bare last word may be anything, and is rude even where
 * it is a name. Without a name the word of address alone.
 */
export function addressed(honorific: string, name: string): string {
  const word = honorific.trim()
  if (!word || NO_NAME.test(name.trim())) return word
  return [word, name.trim().split(/\s+/).at(-1)].filter(Boolean).join(' ')
}
