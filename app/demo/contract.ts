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

export const demoState = endpoint('GET /demo/:claim', {
  needs: 'public',
  says: 'How far the sample company is, and in the end its one-click doors.',
  perMinute: 120,
  input: z.object({ claim: z.string().max(100) }),
  reply: z.object({
    state: z.enum(['playing', 'ready', 'failed']),
    /** Days played, of how many, and which day it is there. */
    done: z.number(),
    of: z.number(),
    day: z.string(),
    doors: z.array(z.object({ role: z.string(), name: z.string(), does: z.string(), url: z.string() })),
  }),
})
