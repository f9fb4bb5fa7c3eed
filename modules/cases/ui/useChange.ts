import { useMutation, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { Endpoint } from '#platform/contract.ts'
import { ask, tell } from '#web/api.ts'
import { say, sayFailure } from '#web/kit.tsx'
import type { Changed } from '../contract/shapes.ts'
import { listChoices } from '../contract.ts'
import { refresh, undoOf } from './refresh.ts'

type Change = Endpoint<z.ZodType, z.ZodType<Changed>>

/** One change of a case: says what was done with its "Hoàn tác", and asks again. In a form the refusal stands there; elsewhere it is said. */
export function useChange<E extends Change>(
  endpoint: E,
  says: string | ((input: z.input<E['input']>) => string),
  { onDone, inForm }: { onDone?: (changed: z.output<E['reply']>) => void; inForm?: boolean } = {},
) {
  return useMutation({
    ...tell(endpoint),
    onSuccess: (changed, input) => {
      say(typeof says === 'function' ? says(input) : says, undoOf(changed.undo))
      onDone?.(changed)
      return refresh()
    },
    onError: (error) => {
      if (inForm) return
      sayFailure(error)
      void refresh()
    },
  })
}

/** What the menus offer; it changes seldom. */
export const useChoices = () => useQuery({ ...ask(listChoices, {}), staleTime: 60_000 }).data
