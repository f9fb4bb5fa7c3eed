import { z } from 'zod'
import { setting } from '#platform/settings.ts'
import { LadderStep } from './contract.ts'

/** processes.md §0.2: whoever is responsible is reminded at every level until an administrator asks for less. */
export const ladder = setting('clocks.ladder', z.object({ steps: z.array(LadderStep).length(4) }), {
  steps: [
    { level: 50, responsible: true },
    { level: 80, responsible: true },
    { level: 100, responsible: true },
    { level: 150, responsible: true },
  ],
})
