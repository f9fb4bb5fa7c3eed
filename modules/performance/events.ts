import { z } from 'zod'
import { event } from '#platform/events.ts'

/** The nightly check has recomputed facts from their sources: how many it looked at, how many differed and were corrected. */
export const recomputed = event(
  'performance.recomputed',
  z.object({ checked: z.number().int(), differing: z.number().int(), caseIds: z.array(z.uuid()).max(50) }),
)

/** Somebody changed targets. Old values stay in the settings' history. */
export const targetsChanged = event('performance.targetsChanged', z.object({ metrics: z.array(z.string()) }))
