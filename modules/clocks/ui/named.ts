import type { DayRow } from '../contract.ts'
import type { words } from '../text/screens.ts'

/** What a clock is for: "Trả lời lần đầu". */
export const kindOf = (t: typeof words.vi, kind: DayRow['kind']): string => t[kind]

/** "chị Nguyễn Bích Ngọc". */
export const customerOf = ({ honorific, name }: { honorific: string; name: string }): string => [honorific, name].filter(Boolean).join(' ')
