import { type Scope, widths } from './context.ts'
import type { Room } from './room.ts'

/** All permissions of all rooms: permission → hat → how far. */
export function permissionTable(rooms: Record<string, Room>): Record<string, Partial<Record<string, Scope>>> {
  return Object.assign({}, ...Object.values(rooms).map(({ permissions = {} }) => permissions))
}

/** What these hats together may do: for each permission the widest reach among them. */
export function grantsOf(rooms: Record<string, Room>, hats: readonly string[]): Record<string, Scope> {
  const grants: Record<string, Scope> = {}
  for (const [permission, byHat] of Object.entries(permissionTable(rooms))) {
    const reaches = hats.flatMap((hat) => byHat[hat] ?? [])
    const widest = reaches.sort((a, b) => widths.indexOf(b) - widths.indexOf(a))[0]
    if (widest) grants[permission] = widest
  }
  return grants
}
