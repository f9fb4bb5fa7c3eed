import { z } from 'zod'
import { endpoint } from '#platform/contract.ts'

export const startDemo = endpoint('POST /demo', {
  needs: 'public',
  says: 'Plays the sample company into an empty house. Only the first visit of a house with nobody in it may; whoever asked holds the claim to its doors.',
  status: 202,
  perMinute: 10,
  input: z.object({}),
  reply: z.object({ claim: z.string() }),
})

export const demoState = endpoint('GET /demo', {
  needs: 'public',
  says: 'How far the sample company is, for anybody; its one-click doors are not told here.',
  perMinute: 600,
  input: z.object({}),
  reply: z.object({
    state: z.enum(['none', 'playing', 'ready', 'failed']),
    /** The house is empty and nobody is playing: `POST /demo` would begin. */
    mayBegin: z.boolean(),
    /** Days played, of how many (0: not known in this process), and which day it is there. */
    done: z.number(),
    of: z.number(),
    day: z.string(),
  }),
})

export const demoDoors = endpoint('GET /demo/:claim', {
  needs: 'public',
  says: 'The one-click doors of the sample company that was begun with this claim; none until it is ready. 404 once the house was started anew.',
  perMinute: 120,
  input: z.object({ claim: z.string().max(100) }),
  reply: z.object({
    doors: z.array(z.object({ role: z.string(), name: z.string(), does: z.string(), url: z.string() })),
  }),
})
