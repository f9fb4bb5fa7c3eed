import type { ReactNode } from 'react'
import { Card } from '#web/kit.tsx'

/* What several screens of the gallery show. */

export const nothing = () => undefined
export const NOW = Date.now()
/** A moment so many minutes ago; below zero, ahead. */
export const ago = (minutes: number) => new Date(NOW - minutes * 60_000)
/** A clock of `whole` minutes with `left` to go. */
export const running = (left: number, whole: number) => ({
  state: 'running' as const,
  due: ago(-left),
  since: ago(whole - left),
  what: 'Trả lời',
  rule: 'Khách hạng Vàng',
  calendar: 'Giờ hành chính',
})

/** One sample under its name. */
export const Sample = ({ title, children }: { title: string; children: ReactNode }) => <Card title={title}>{children}</Card>

export const OPTIONS = [
  { value: 'open', label: 'đang mở' },
  { value: 'waiting', label: 'chờ khách' },
]
