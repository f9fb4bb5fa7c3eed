import type { Room } from '#platform/room.ts'
import { cases } from '../modules/cases/room.ts'
import { channels } from '../modules/channels/room.ts'
import { clocks } from '../modules/clocks/room.ts'
import { conversations } from '../modules/conversations/room.ts'
import { customers } from '../modules/customers/room.ts'
import { knowledge } from '../modules/knowledge/room.ts'
import { notifications } from '../modules/notifications/room.ts'
import { org } from '../modules/org/room.ts'
import { performance } from '../modules/performance/room.ts'
import { surveys } from '../modules/surveys/room.ts'

/** The only place that knows every room. */
export const rooms: Record<string, Room> = {
  org,
  notifications,
  customers,
  knowledge,
  clocks,
  channels,
  conversations,
  cases,
  surveys,
  performance,
}
