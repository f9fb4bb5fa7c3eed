import { Modal } from '@mantine/core'
import { IconSearch, IconSettings } from '@tabler/icons-react'
import { type KeyboardEvent, useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Language } from '#platform/text.ts'
import { useGo } from './address.ts'
import { shownKeys } from './keyboard.ts'
import { Avatar } from './kit/people.tsx'
import { navigationOf, settingsOf } from './navigation.ts'
import css from './palette.module.css'
import { commands, type PaletteItem, type PaletteSource, sources } from './palette-entries.ts'
import { ranked } from './palette-ranks.ts'
import { folded } from './read.ts'
import { type Me, mayOf, useLanguage, useMe, useText } from './session.tsx'
import { text } from './text.ts'

/** The box in its dialog; `typed` is what somebody wrote before it was there. */
export function PaletteDialog({ onClose, typed }: { onClose: () => void; typed?: string }) {
  const t = useText(text)
  return (
    <Modal.Root opened onClose={onClose} size={560} padding={0} yOffset="12vh" transitionProps={{ duration: 120 }}>
      <Modal.Overlay />
      <Modal.Content aria-label={t.palette}>
        <Modal.Body>
          <PaletteBox onClose={onClose} typed={typed} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}

export type Group = { id: string; title: string; items: PaletteItem[]; failed?: boolean }

/** The box itself. */
export function PaletteBox({ onClose, typed = '' }: { onClose: () => void; typed?: string }) {
  const [words, setWords] = useState(typed)
  const [at, setAt] = useState(0)
  const t = useText(text)
  const id = useId()
  const go = useGo()
  const input = useFocusAtEnd()
  const groups = useGroups(words)
  const items = groups.flatMap(({ items: of }) => of)
  const take = (item: PaletteItem | undefined) => {
    if (!item) return
    remember(item)
    onClose()
    if (item.to) go(item.to)
    else item.does?.()
  }
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((at + step + items.length) % Math.max(1, items.length))
    else if (event.key === 'Enter') take(items[at])
    else return
    event.preventDefault()
  }
  return (
    <div className={css.box}>
      <div className={css.input}>
        <IconSearch size={17} stroke={1.75} aria-hidden />
        <input
          ref={input}
          data-autofocus
          role="combobox"
          aria-label={t.palette}
          aria-expanded
          aria-controls={`${id}-list`}
          aria-activedescendant={items[at] ? `${id}-${at}` : undefined}
          placeholder={t.jump}
          value={words}
          onChange={(event) => {
            setWords(event.target.value)
            setAt(0)
          }}
          onKeyDown={key}
        />
        <kbd>Esc</kbd>
      </div>
      <PaletteList groups={groups} at={at} id={id} onTake={take} nothing={words.trim() === '' ? t.paletteHint : t.paletteNothing(words)} />
    </div>
  )
}

/** At once, not when the dialog traps the focus: the next key must find the box, and stand behind what is in it. */
function useFocusAtEnd() {
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    input.current?.focus()
    input.current?.setSelectionRange(input.current.value.length, input.current.value.length)
  }, [])
  return input
}

/** The groups and their rows. */
export function PaletteList({
  groups,
  at,
  id,
  onTake,
  nothing,
}: {
  groups: Group[]
  at: number
  id: string
  onTake: (item: PaletteItem) => void
  nothing: string
}) {
  const t = useText(text)
  const list = useRef<HTMLDivElement>(null)
  // Not returned: newer browsers answer a promise.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the row under the highlight moves with `at`
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  let index = -1
  return (
    <div className={css.list} role="listbox" id={`${id}-list`} aria-label={t.palette} ref={list} data-popup tabIndex={-1}>
      {groups.every(({ items, failed }) => items.length === 0 && !failed) && <p className={css.nothing}>{nothing}</p>}
      {groups.map(({ id: of, title, items, failed }) =>
        items.length === 0 && !failed ? null : (
          // biome-ignore lint/a11y/useSemanticElements: a group of options
          <div key={of} role="group" aria-label={title}>
            <div className={css.title} aria-hidden>
              {title}
            </div>
            {failed && <p className={css.nothing}>{t.paletteFailed(title)}</p>}
            {items.map((item) => {
              index += 1
              return <PaletteRow key={item.id} item={item} id={`${id}-${index}`} on={index === at} onTake={onTake} />
            })}
          </div>
        ),
      )}
    </div>
  )
}

function PaletteRow({ item, id, on, onTake }: { item: PaletteItem; id: string; on: boolean; onTake: (item: PaletteItem) => void }) {
  const { icon: Mark, person, label, detail, hint, kbd } = item
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the input above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the input keeps the focus
    <div id={id} role="option" aria-selected={on} className={css.item} onClick={() => onTake(item)}>
      {person ? <Avatar name={person} size={22} /> : Mark && <Mark size={17} stroke={1.75} aria-hidden />}
      <span className="trunc">
        <span className={person ? css.strong : undefined}>{label}</span> {detail && <span className={css.detail}>{detail}</span>}
      </span>
      {hint && <span className={`${css.hint} num`}>{hint}</span>}
      {on ? <kbd>↵</kbd> : kbd && <kbd>{shownKeys(kbd)}</kbd>}
    </div>
  )
}

function useGroups(words: string): Group[] {
  const me = useMe()
  const language = useLanguage()
  const t = useText(text)
  const found = useFound(words, me)
  const fixed = useMemo(() => staticItems(me, language), [me, language])
  const fits = (item: PaletteItem) =>
    folded(words)
      .split(/\s+/)
      .every((word) => folded(item.name).includes(word))
  if (words.trim() === '') {
    return [
      { id: 'recent', title: t.paletteRecent, items: recents() },
      { id: 'do', title: t.paletteDo, items: fixed.does.slice(0, 6) },
      { id: 'go', title: t.paletteGo, items: fixed.goes.slice(0, 8) },
    ]
  }
  const all = [
    ...found.map(({ source, items, failed }) => ({ id: source.id, title: source.title[language], items, failed })),
    { id: 'do', title: t.paletteDo, items: fixed.does.filter(fits) },
    { id: 'go', title: t.paletteGo, items: fixed.goes.filter(fits) },
  ]
  return ranked(all, words, MOST)
}

/** Rows of a group. */
const MOST = 8

type Found = { source: PaletteSource; items: PaletteItem[]; failed: boolean }

/** Asks every source at once; late answers to older words are dropped. */
function useFound(words: string, me: Me): Found[] {
  const [found, setFound] = useState<Found[]>([])
  const ask = useCallback(
    async (typed: string, current: () => boolean) => {
      const asked = [...sources.values()].filter(({ permission }) => mayOf(me, permission)).sort((a, b) => a.order - b.order)
      const answers = await Promise.all(
        asked.map(async (source): Promise<Found> => {
          try {
            return { source, items: await source.find(typed), failed: false }
          } catch {
            return { source, items: [], failed: true }
          }
        }),
      )
      if (current()) setFound(answers)
    },
    [me],
  )
  useEffect(() => {
    let current = true
    if (words.trim().length < 2) return setFound([])
    const wait = setTimeout(() => void ask(words.trim(), () => current), 150)
    return () => {
      current = false
      clearTimeout(wait)
    }
  }, [words, ask])
  return found
}

function staticItems(me: Me, language: Language): { does: PaletteItem[]; goes: PaletteItem[] } {
  const pages = settingsOf(me)
  const area = { id: 'settings', label: { vi: text.vi.settings, en: text.en.settings }, icon: IconSettings, to: '/cai-dat' }
  const goes = [...navigationOf(me), ...(pages.length > 0 ? [area] : []), ...pages].map(
    ({ id, label, icon, to, ...rest }): PaletteItem => ({
      id: `go-${id}`,
      label: label[language],
      name: `${label.vi} ${label.en}`,
      titles: [label.vi, label.en],
      icon,
      to,
      kbd: 'key' in rest && rest.key ? `g ${rest.key}` : undefined,
    }),
  )
  const does = [...commands.values()]
    .filter((command) => mayOf(me, command.does))
    .map(
      ({ id, label, icon, kbd, to, run }): PaletteItem => ({
        id: `do-${id}`,
        label: label[language],
        name: `${label.vi} ${label.en}`,
        titles: [label.vi, label.en],
        icon,
        kbd,
        to,
        does: run,
      }),
    )
  return { does, goes }
}

const RECENT = 'tantam.recent'
type Recent = { id: string; name: string; detail?: string; hint?: string; to: string; person?: string }

function remember({ id, name, detail, hint, to, person }: PaletteItem) {
  if (!to || id.startsWith('go-')) return
  const kept = [{ id, name, detail, hint, to, person }, ...stored().filter((other) => other.id !== id)].slice(0, 6)
  sessionStorage.setItem(RECENT, JSON.stringify(kept))
}

/** Only for this tab: names of customers do not stay on a shared machine. */
const recents = (): PaletteItem[] => stored().map((recent) => ({ ...recent, label: recent.name }))

function stored(): Recent[] {
  try {
    const read: unknown = JSON.parse(sessionStorage.getItem(RECENT) ?? '[]')
    return Array.isArray(read)
      ? read.filter((one): one is Recent => typeof one?.id === 'string' && typeof one?.name === 'string' && typeof one?.to === 'string')
      : []
  } catch {
    return []
  }
}
