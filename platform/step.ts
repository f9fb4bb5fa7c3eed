import { act } from './act.ts'
import type { Ctx } from './context.ts'
import type { House } from './house.ts'

/** Inside an action that talks to servers elsewhere (`talk` of platform/room.ts): a transaction of its own, durable when this answers. */
export const step = <Reply>({ house, me }: Ctx, run: (ctx: Ctx) => Promise<Reply>): Promise<Reply> => act(house as House, { me }, run)
