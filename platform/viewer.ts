import type { WebSocket } from 'ws'
import { look } from './act.ts'
import type { Me } from './context.ts'
import type { House } from './house.ts'

/** Which rooms went stale, for whom. Says never what became of it. */
export type Hint = { room: string; id?: string; units?: readonly string[]; people?: readonly string[] }

/** One open browser. */
export type Viewer = { socket: WebSocket; me: Me; headers: Headers; pending: Map<string, Hint>; here: Set<string> }

/** Asked for presence and watching: the room itself says who may see its things. `subject` is `room:id`. */
export async function maySee(house: House, me: Me, subject: string): Promise<boolean> {
  const [room = '', id = ''] = subject.split(':')
  const ask = house.rooms[room]?.maySee
  if (!ask || !/^[0-9a-f-]{36}$/.test(id)) return false
  return look(house, me, (ctx) => ask(ctx, id))
}
