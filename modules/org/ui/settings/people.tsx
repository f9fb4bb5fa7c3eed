import { Chip, useText } from '#web/kit.tsx'
import type { Person } from '../../contract/shapes.ts'
import { hatWords } from '../../text/hats.ts'
import { settingsWords } from '../../text/settings.ts'

/** The name of a hat; a hat of a newer house keeps its word. */
export function useHatName(): (hat: string) => string {
  const names: Record<string, string> = useText(hatWords)
  return (hat) => names[hat] ?? hat
}

/** "Nhân viên hỗ trợ 70%, Kho 30%", the main one first. */
export function HatsLine({ hats }: { hats: Person['hats'] }) {
  const name = useHatName()
  if (hats.length === 0) return '–'
  const shown = [...hats].sort((a, b) => Number(b.main) - Number(a.main))
  const more = shown.length - 3
  const line = shown.slice(0, 3).map(({ hat, share }) => (share > 0 && share < 100 ? `${name(hat)} ${share}%` : name(hat)))
  return <span title={shown.map(({ hat }) => name(hat)).join(', ')}>{[...line, ...(more > 0 ? [`+${more}`] : [])].join(', ')}</span>
}

export function AccountChip({ account }: { account: Person['account'] }) {
  const t = useText(settingsWords)
  if (account === 'active') return <Chip tint="ma">{t.accountActive}</Chip>
  if (account === 'invited') return <Chip tint="nghe">{t.accountInvited}</Chip>
  return <Chip>{t.accountNone}</Chip>
}
