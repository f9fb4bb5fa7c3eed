import type { Language } from '#platform/text.ts'
import { tiers } from '../text/names.ts'

/** "Chị Nguyễn Bích Ngọc"; a company bears its name alone. */
export function titleOf({ kind, honorific, name }: { kind: 'person' | 'company'; honorific: string; name: string }): string {
  const said = kind === 'company' ? '' : honorific.trim()
  return said === '' ? name : `${said.charAt(0).toLocaleUpperCase('vi')}${said.slice(1)} ${name}`
}

/** The tier worth a chip: everybody starts as a member. */
export const tierOf = (tier: keyof typeof tiers.vi, language: Language): string | null => (tier === 'member' ? null : tiers[language][tier])

/** The address in one line, the old text when there is no new one. */
export function addressOf({
  line,
  wardName,
  provinceName,
  legacy,
}: {
  line: string
  wardName: string | null
  provinceName: string | null
  legacy: string
}): string {
  return [line, wardName, provinceName].filter(Boolean).join(', ') || legacy
}
