import { useQuery } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { ask } from '#web/api.ts'
import { format, useMe, useText } from '#web/kit.tsx'
import { type DraftMode, readDrafts } from '../contract.ts'
import { type DraftKeeper, draftKeeper, hearDraft, type Shown } from './drafts.ts'
import { words } from './words.ts'

/** What I am writing here: `keeper` changes it, `shown` is what stands on the screen. */
export function useDraft(conversationId: string, mode: DraftMode): { keeper: DraftKeeper; shown: Shown } {
  const me = useMe()
  const keeper = draftKeeper(conversationId, mode, me.id)
  const shown = useSyncExternalStore(keeper.listen, keeper.now)
  const server = useQuery({ ...ask(readDrafts, { id: conversationId }), staleTime: 0 })
  const mine = server.data?.find((draft) => draft.mode === mode)
  useEffect(() => {
    if (server.isSuccess && !server.isFetching) hearDraft(keeper, mine)
  }, [keeper, mine, server.isSuccess, server.isFetching])
  return { keeper, shown }
}

/** "Đã lưu nháp 09:41": where the words are safe. */
export function useDraftFact({ state, savedAt }: Shown): string | null {
  const t = useText(words)
  if (state === 'onDevice') return t.onDevice
  if (state === 'refused') return t.draftRefused
  if (state === 'saving') return t.saving
  return state === 'saved' && savedAt ? t.savedAt(format.time(savedAt)) : null
}
