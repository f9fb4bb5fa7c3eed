import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#web/api.ts'
import { say, sayFailure, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { getTimeline, revealPhone } from '../contract.ts'
import { words } from '../text/screens.ts'

/** Full phones and mails after they were asked for, as long as the screen stands; the server keeps who looked. */
export function useReveal(customerId: string): { shown: ReadonlyMap<string, string>; ask: () => void; busy: boolean } {
  const t = useText(words)
  const [found, setFound] = useState<{ of: string; shown: ReadonlyMap<string, string> }>()
  const look = useMutation({
    ...tell(revealPhone),
    onSuccess: ({ identities }) => {
      setFound({ of: customerId, shown: new Map(identities.map(({ id, shown }) => [id, shown])) })
      say(t.revealed)
      return queries.invalidateQueries({ queryKey: ['customers', getTimeline.at] })
    },
    onError: sayFailure,
  })
  return {
    shown: found?.of === customerId ? found.shown : new Map(),
    ask: () => look.mutate({ id: customerId }),
    busy: look.isPending,
  }
}
