import { IconCloudUp, IconWifiOff } from '@tabler/icons-react'
import { onlineManager, useMutationState } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { z } from 'zod'
import type { Endpoint } from '#platform/contract.ts'
import { send } from './api.ts'
import { openIntentions, rememberIntentions } from './intention.ts'
import { Banner } from './kit/layout.tsx'
import { say } from './kit/undo.tsx'
import { currentLanguage } from './language.ts'
import { queries } from './queries.ts'
import { useText } from './session.tsx'
import { text } from './text.ts'

export const useOnline = (): boolean =>
  useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
    () => true,
  )

/** Says that the network is gone and how many changes wait; nothing otherwise. */
export function OfflineBar() {
  const t = useText(text)
  const online = useOnline()
  const waiting = useMutationState({ filters: { status: 'pending', predicate: ({ state }) => state.isPaused } }).length
  if (online && waiting === 0) return null
  return (
    <div style={{ padding: '6px 12px' }}>
      <Banner tint="nghe" icon={online ? IconCloudUp : IconWifiOff}>
        {online ? t.sendingQueued(waiting) : waiting > 0 ? t.offlineWith(waiting) : t.offline}
      </Banner>
    </div>
  )
}

const Kept = z.object({
  keys: z.record(z.string(), z.string()),
  unsent: z.array(z.object({ at: z.string(), input: z.record(z.string(), z.unknown()) })),
})
const place = (person: string) => `tantam.unsent.${person}`

/** Changes that wait for the network survive a reload: they are kept on this device under the person who made them. */
export function keepUnsent(person: string): () => void {
  sendKept(person)
  return queries.getMutationCache().subscribe(() => {
    const unsent = queries
      .getMutationCache()
      .getAll()
      .filter(({ state }) => state.status === 'pending' && (state.isPaused || state.failureCount > 0))
      .flatMap(({ options, state }) =>
        options.mutationKey?.[0] === 'tell' ? [{ at: String(options.mutationKey[1]), input: state.variables }] : [],
      )
    if (unsent.length === 0) localStorage.removeItem(place(person))
    else localStorage.setItem(place(person), JSON.stringify({ keys: openIntentions(), unsent }))
  })
}

function sendKept(person: string) {
  const kept = Kept.safeParse(parsed(localStorage.getItem(place(person)))).data
  if (!kept) return
  rememberIntentions(kept.keys)
  for (const { at, input } of kept.unsent) {
    const mutation = queries.getMutationCache().build<unknown, Error, Record<string, unknown>, unknown>(queries, {
      mutationKey: ['tell', at],
      mutationFn: (given) => send(at as Endpoint['at'], given),
      onSuccess: () => queries.invalidateQueries({ queryKey: [at.split('/')[1]] }),
      onError: (error) => say(text[currentLanguage()].queuedRefused(error.message), { tone: 'bad' }),
    })
    // A refusal is told by onError above.
    mutation.execute(input).catch(() => undefined)
  }
}

function parsed(kept: string | null): unknown {
  try {
    return JSON.parse(kept ?? 'null')
  } catch {
    return null
  }
}

/**
 * Words that must not be lost: kept on this device as they are typed, under a key such as `reply:<case>`, until `clear`.
 * `const [draft, setDraft, clear] = useDraft('reply:…', fromServer)`.
 */
export function useDraft(key: string, initial = ''): [draft: string, setDraft: (draft: string) => void, clear: () => void] {
  const name = `tantam.draft.${key}`
  const [draft, setState] = useState(() => localStorage.getItem(name) ?? initial)
  const shown = useRef(name)
  useEffect(() => {
    if (shown.current === name) return
    shown.current = name
    setState(localStorage.getItem(name) ?? initial)
  }, [name, initial])
  const setDraft = useCallback(
    (words: string) => {
      setState(words)
      if (words === '') localStorage.removeItem(name)
      else localStorage.setItem(name, words)
    },
    [name],
  )
  const clear = useCallback(() => setDraft(''), [setDraft])
  return [draft, setDraft, clear]
}
