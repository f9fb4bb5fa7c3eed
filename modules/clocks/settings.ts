import { z } from 'zod'
import { setting } from '#platform/settings.ts'
import { LadderStep } from './contract.ts'

/** processes.md §0.2: half of the time reminds, four fifths warn the lead too; late, the case rises a tier, and once more half the time after. */
export const ladder = setting('clocks.ladder', z.object({ steps: z.array(LadderStep).length(4) }), {
  steps: [
    { level: 50, responsible: true, lead: false },
    { level: 80, responsible: true, lead: true },
    { level: 100, responsible: true, lead: true },
    { level: 150, responsible: true, lead: true },
  ],
})
