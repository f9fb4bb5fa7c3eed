import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { tell } from '#web/api.ts'
import { say, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { changeChannelSettings, type readChannelSettings } from '../contract.ts'
import { words } from './words.ts'

export type Settings = z.output<typeof readChannelSettings.reply>

/** Saves one part of the settings and says so. */
export function useSaving(after: () => void) {
  const t = useText(words)
  return useMutation({
    ...tell(changeChannelSettings),
    onSuccess: () => {
      after()
      say(t.saved)
      return queries.invalidateQueries({ queryKey: ['channels'] })
    },
  })
}
