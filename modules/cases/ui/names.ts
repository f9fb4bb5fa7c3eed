import { type FilterOption, useChannelName, useLanguage, useSeverityName } from '#web/kit.tsx'
import { CHANNELS } from './look.ts'

/** Names of all channels; there are always as many, so the hooks stay in order. */
export function useChannelOptions(): FilterOption[] {
  const named = CHANNELS.map((value) => ({ value, name: useChannelName }))
  return named.map(({ value, name }) => ({ value, label: name(value) }))
}

const LEVELS = [1, 2, 3, 4] as const

/** Khẩn cấp … Thấp. */
export function useSeverityOptions(): { value: string; label: string; level: 1 | 2 | 3 | 4 }[] {
  const named = LEVELS.map((level) => ({ level, name: useSeverityName }))
  return named.map(({ level, name }) => ({ value: String(level), label: name(level), level }))
}

/** Names the company gave, in the language of this person. */
export function useNamed(): (of: { name: string; nameEn: string }) => string {
  const language = useLanguage()
  return (of) => (language === 'en' && of.nameEn ? of.nameEn : of.name)
}
