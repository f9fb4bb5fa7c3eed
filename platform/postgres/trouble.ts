/** The database cannot be had, in words for whoever starts the house; no stack is worth showing. */
export class DatabaseTrouble extends Error {
  override name = 'DatabaseTrouble'

  constructor(vi: string, en: string) {
    super(`${vi}\n${en}`)
  }
}
