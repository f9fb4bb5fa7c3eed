import type { Language } from '#platform/text.ts'
import { auditWords } from '../../text/audit.ts'
import { toldOrg, toldPlatform } from '../../text/told.ts'

type Named = { room: Record<Language, string>; events: Record<Language, Record<string, string>> }
const rooms = new Map<string, Named>()

/** How the audit calls a room and what happens in it: `nameEvents('cases', { vi: 'Phiếu', en: 'Cases' }, { vi: { resolved: 'Giải quyết' }, en: { … } })`. */
export function nameEvents(room: string, named: Record<Language, string>, events: Named['events']) {
  rooms.set(room, { room: named, events })
}

/** Rooms one may ask the audit about. */
export const namedRooms = (language: Language) => [...rooms].map(([room, named]) => ({ value: `${room}.`, label: named.room[language] }))

/** "Đổi vai"; the stable name of the event where no room has words for it. */
export function eventName(name: string, language: Language): string {
  const [room = '', what = ''] = name.split('.')
  return rooms.get(room)?.events[language][what] ?? name
}

nameEvents('org', { vi: auditWords.vi.roomOrg, en: auditWords.en.roomOrg }, toldOrg)
nameEvents('platform', { vi: auditWords.vi.roomPlatform, en: auditWords.en.roomPlatform }, toldPlatform)
