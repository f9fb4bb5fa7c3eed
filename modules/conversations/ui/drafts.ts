import { z } from 'zod'
import { call, Failure, isNetwork } from '#web/api.ts'
import type { StoredFile } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { type DraftMode, discardDraft, type Draft as KeptDraft, type Party, readDrafts, saveDraft } from '../contract.ts'

export type Draft = { text: string; to: Party[]; cc: Party[]; files: StoredFile[] }
export const NO_DRAFT: Draft = { text: '', to: [], cc: [], files: [] }

/** What the composer shows of a draft. `onDevice`: the server could not be reached, the words are kept here; `refused`: it takes them no more, say because the case went elsewhere. */
export type Shown = {
  draft: Draft
  state: 'clean' | 'waiting' | 'saving' | 'saved' | 'onDevice' | 'refused'
  savedAt: Date | null
  /** Another window saved since: its text. */
  conflict: { text: string; version: number } | null
}

const Somebody = z.object({ name: z.string(), address: z.string() })
const OnDevice = z.object({
  text: z.string(),
  to: z.array(Somebody),
  cc: z.array(Somebody),
  files: z.array(z.object({ id: z.string(), name: z.string(), mime: z.string(), size: z.number() })),
  version: z.number(),
  /** It was on its way to the customer when the page closed. */
  isLeaving: z.boolean().default(false),
})
const Conflict = z.object({ text: z.string(), version: z.number() })

const WAIT = 2_000
const AGAIN = 8_000

/** The draft of one colleague in one conversation; `now` and `listen` are for `useSyncExternalStore`. */
export type DraftKeeper = {
  readonly id: string
  readonly mode: DraftMode
  readonly place: string
  shown: Shown
  version: number
  isDirty: boolean
  isLeaving: boolean
  savedAt: number
  timer: ReturnType<typeof setTimeout> | undefined
  flight: Promise<void> | undefined
  hearers: Set<() => void>
  now: () => Shown
  listen: (hearer: () => void) => () => void
}

const keepers = new Map<string, DraftKeeper>()

/** Goes on saving when another case is opened meanwhile: two seconds after the last key, a copy on this device until the server has it. */
export function draftKeeper(id: string, mode: DraftMode, personId: string): DraftKeeper {
  const key = `${personId}.${id}.${mode}`
  const known = keepers.get(key)
  if (known) return known
  const hearers = new Set<() => void>()
  const keeper: DraftKeeper = {
    ...{ id, mode, place: `tantam.draft.${key}`, hearers, timer: undefined, flight: undefined },
    ...{
      shown: { draft: NO_DRAFT, state: 'clean', savedAt: null, conflict: null },
      version: 0,
      isDirty: false,
      isLeaving: false,
      savedAt: 0,
    },
    now: () => keeper.shown,
    listen: (hearer) => {
      hearers.add(hearer)
      return () => void hearers.delete(hearer)
    },
  }
  keepers.set(key, keeper)
  window.addEventListener('online', () => void saveNow(keeper))
  window.addEventListener('pagehide', () => void saveNow(keeper))
  return keeper
}

function show(keeper: DraftKeeper, patch: Partial<Shown>) {
  keeper.shown = { ...keeper.shown, ...patch }
  for (const hearer of keeper.hearers) hearer()
}

function later(keeper: DraftKeeper, wait: number) {
  clearTimeout(keeper.timer)
  keeper.timer = setTimeout(() => void saveNow(keeper), wait)
}

function remember({ place, shown, version, isLeaving }: DraftKeeper) {
  localStorage.setItem(place, JSON.stringify({ ...shown.draft, version, isLeaving }))
}

/** What is typed, at every key. */
export function changeDraft(keeper: DraftKeeper, patch: Partial<Draft>) {
  keeper.isDirty = true
  keeper.isLeaving = false
  show(keeper, { draft: { ...keeper.shown.draft, ...patch }, state: 'waiting' })
  remember(keeper)
  later(keeper, WAIT)
}

function saveNow(keeper: DraftKeeper): Promise<void> {
  clearTimeout(keeper.timer)
  if (keeper.flight) return keeper.flight.then(() => saveNow(keeper))
  if (!keeper.isDirty || keeper.isLeaving || keeper.shown.conflict) return Promise.resolve()
  const { draft } = keeper.shown
  show(keeper, { state: 'saving' })
  keeper.flight = write(keeper.id, keeper.mode, draft, keeper.version)
    .then(
      (saved) => settle(keeper, saved, draft),
      (error: unknown) => fail(keeper, error),
    )
    .finally(() => {
      keeper.flight = undefined
    })
  return keeper.flight
}

function settle(keeper: DraftKeeper, { version, changedAt }: { version: number; changedAt: Date | null }, draft: Draft) {
  keeper.version = version
  keeper.savedAt = Date.now()
  if (keeper.shown.draft !== draft) return later(keeper, WAIT)
  keeper.isDirty = false
  localStorage.removeItem(keeper.place)
  show(keeper, { state: isEmpty(draft) ? 'clean' : 'saved', savedAt: changedAt })
  share(keeper, draft, changedAt)
}

function fail(keeper: DraftKeeper, error: unknown) {
  const isConflict = error instanceof Failure && error.code === 'conversations.draftChanged'
  const conflict = isConflict ? Conflict.safeParse(error.facts).data : undefined
  if (conflict && conflict.text === keeper.shown.draft.text) {
    keeper.version = conflict.version
    return later(keeper, 0)
  }
  const mayPass = isNetwork(error) || (error instanceof Failure && error.status >= 500)
  if (conflict) show(keeper, { conflict, state: 'onDevice' })
  else show(keeper, { state: mayPass ? 'onDevice' : 'refused' })
  if (mayPass) later(keeper, AGAIN)
}

function take(keeper: DraftKeeper, draft: Draft, version: number, isDirty: boolean) {
  Object.assign(keeper, { version, isDirty })
  show(keeper, { draft, state: isDirty ? 'waiting' : 'clean', conflict: null })
  if (isDirty) later(keeper, WAIT)
}

/** What the server keeps, freshly asked: taken unless something newer stands here. */
export function hearDraft(keeper: DraftKeeper, server: KeptDraft | undefined) {
  if (keeper.flight || keeper.isLeaving || Date.now() - keeper.savedAt < 5_000) return
  if (keeper.isDirty) {
    if (keeper.version === 0 && server) show(keeper, { conflict: { text: server.text, version: server.version } })
    return
  }
  const local = onDevice(keeper.place)
  if (local && !(local.isLeaving && !server)) return takeLocal(keeper, local, server)
  if (local) localStorage.removeItem(keeper.place)
  if (server && server.version > keeper.version) take(keeper, server, server.version, false)
  else if (!server && keeper.version > 0) take(keeper, NO_DRAFT, 0, false)
}

/** Words that were on this device alone, from before a reload or a lost network. */
function takeLocal(keeper: DraftKeeper, local: Draft & { version: number }, server: KeptDraft | undefined) {
  take(keeper, local, server?.version ?? 0, true)
  if (server && server.version > local.version && server.text !== local.text) show(keeper, { conflict: server })
}

/** Before it is sent: nothing more is saved, and what is under way has ended. */
export async function leaveDraft(keeper: DraftKeeper) {
  clearTimeout(keeper.timer)
  await keeper.flight
  clearTimeout(keeper.timer)
  keeper.isLeaving = true
  remember(keeper)
}

/** It could not be sent: it stays a draft. */
export function keepDraft(keeper: DraftKeeper) {
  keeper.isLeaving = false
  keeper.isDirty = true
  later(keeper, 0)
}

/** Sent: the server has thrown its draft away. */
export function draftGone(keeper: DraftKeeper) {
  clearTimeout(keeper.timer)
  localStorage.removeItem(keeper.place)
  Object.assign(keeper, { isLeaving: false, version: 0, savedAt: 0 })
  share(keeper, NO_DRAFT, null)
  take(keeper, NO_DRAFT, 0, false)
}

/** Thrown away by its writer. */
export async function dropDraft(keeper: DraftKeeper) {
  clearTimeout(keeper.timer)
  await keeper.flight
  if (keeper.version > 0) await call(discardDraft, { id: keeper.id, mode: keeper.mode })
  draftGone(keeper)
}

/** Of two windows, the other one's words. */
export function takeOtherDraft(keeper: DraftKeeper) {
  const { conflict, draft } = keeper.shown
  localStorage.removeItem(keeper.place)
  if (conflict) take(keeper, { ...draft, text: conflict.text }, conflict.version, false)
}

/** Of two windows, mine. */
export function keepMyDraft(keeper: DraftKeeper) {
  keeper.version = keeper.shown.conflict?.version ?? keeper.version
  keeper.isDirty = true
  show(keeper, { conflict: null })
  later(keeper, 0)
}

const isEmpty = ({ text, to, cc, files }: Draft) => text.trim() === '' && to.length + cc.length + files.length === 0

async function write(id: string, mode: DraftMode, draft: Draft, version: number): Promise<{ version: number; changedAt: Date | null }> {
  const { text, to, cc, files } = draft
  if (!isEmpty(draft)) return call(saveDraft, { id, mode, text, to, cc, fileIds: files.map((file) => file.id), version })
  if (version > 0) await call(discardDraft, { id, mode })
  return { version: 0, changedAt: null }
}

/** The answer in the cache follows, so that coming back to the case shows what was saved. */
function share({ id, mode, version }: DraftKeeper, { text, to, cc, files }: Draft, changedAt: Date | null) {
  queries.setQueryData(['conversations', readDrafts.at, { id }], (before: KeptDraft[] | undefined) => {
    const others = (before ?? []).filter((draft) => draft.mode !== mode)
    if (version === 0) return others
    const kept = files.map((file) => ({ ...file, contentId: null, inline: false }))
    return [...others, { mode, text, to, cc, files: kept, version, changedAt: changedAt ?? new Date() }]
  })
}

function onDevice(place: string) {
  try {
    return OnDevice.safeParse(JSON.parse(localStorage.getItem(place) ?? 'null')).data ?? null
  } catch {
    return null
  }
}
