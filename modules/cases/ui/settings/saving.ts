import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint } from '#platform/contract.ts'
import { ask, tell } from '#web/api.ts'
import { say, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { readCaseSettings } from '../../contract.ts'
import { words } from './words.ts'

export type Settings = z.output<typeof readCaseSettings.reply>

export const useCaseSettings = () => useQuery(ask(readCaseSettings, {}))

/** Does one command of the settings, says so, and shows what stands there now. */
export function useSaving<Input extends z.ZodType, Reply extends z.ZodType>(command: Endpoint<Input, Reply>, after?: () => void) {
  const t = useText(words)
  return useMutation({
    ...tell(command),
    onSuccess: () => {
      after?.()
      say(t.saved)
      return queries.invalidateQueries({ queryKey: ['cases'] })
    },
  })
}
