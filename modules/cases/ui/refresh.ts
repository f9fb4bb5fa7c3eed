import { call } from '#web/api.ts'
import { say } from '#web/kit.tsx'
import { currentLanguage } from '#web/language.ts'
import { queries } from '#web/queries.ts'
import { undoChange } from '../contract.ts'
import { words } from './words.ts'

/** Asks again whatever a change of a case may show elsewhere. */
export const refresh = () =>
  queries.invalidateQueries({
    predicate: ({ queryKey: [room] }) => room === 'cases' || room === 'conversations' || room === 'clocks' || room === 'customers',
  })

/** For `say`: takes a change back by its token, and says when somebody was faster. */
export const undoOf = (token: string | null) =>
  token
    ? {
        undo: async () => {
          const { failed } = await call(undoChange, { token })
          await refresh()
          if (failed.length > 0) say(words[currentLanguage()].undoneSome(failed.length), { tone: 'bad' })
        },
      }
    : {}
