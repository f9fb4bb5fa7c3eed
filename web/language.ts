import type { Language } from '#platform/text.ts'

let chosen: Language = 'vi'
const listeners = new Set<() => void>()

/** The language of this browser: the person's once they are known, before that what they chose here, else Vietnamese. */
export const currentLanguage = (): Language => chosen

export function chooseLanguage(language: Language) {
  if (language === chosen) return
  chosen = language
  if (typeof document !== 'undefined') document.documentElement.lang = language
  for (const listener of listeners) listener()
}

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
