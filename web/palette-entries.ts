import type { ReactNode } from 'react'
import type { Endpoint } from '#platform/contract.ts'
import type { Language } from '#platform/text.ts'
import type { Icon } from './kit/kinds.ts'

export type PaletteItem = {
  id: string
  label: ReactNode /** Plain words of the label, for recents. */
  name: string
  detail?: string
  /** Of screens and commands, in every language: they stand above what was found when one begins with what was typed. */
  titles?: string[]
  icon?: Icon /** Shows an avatar instead of an icon. */
  person?: string
  hint?: string
  kbd?: string
  to?: string
  does?: () => void
}

/** A room's answers to what is typed: customers, cases… Called with at least two characters, at most every 150 ms. The palette ranks them: more may be answered than are shown. Of what answers alike, the smaller `order` stands first. */
export type PaletteSource = {
  id: string
  title: Record<Language, string>
  order: number
  permission: string
  find: (words: string) => Promise<PaletteItem[]>
}
/** A command that is always there: "Tạo phiếu", "Xuất Excel". */
export type PaletteCommand = {
  id: string
  label: Record<Language, string>
  icon: Icon
  kbd?: string
  does?: Pick<Endpoint, 'needs'> | string
  to?: string
  run?: () => void
}

export const sources = new Map<string, PaletteSource>()
export const commands = new Map<string, PaletteCommand>()

export const registerPaletteSource = (source: PaletteSource) => void sources.set(source.id, source)
export const registerPaletteCommand = (command: PaletteCommand) => void commands.set(command.id, command)
