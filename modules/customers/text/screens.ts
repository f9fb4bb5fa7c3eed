import { listWords } from './list.ts'
import { pageWords } from './page.ts'

/** Words of the screens of customers. */
export const words = {
  vi: { ...listWords.vi, ...pageWords.vi },
  en: { ...listWords.en, ...pageWords.en },
}
