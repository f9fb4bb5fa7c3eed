import { createRootRoute, createRoute, Outlet, redirect, useRouterState } from '@tanstack/react-router'
import { Fragment, useEffect, useRef, useState } from 'react'
import { useGo } from './address.ts'
import { Failure } from './failure.ts'
import { listenKeys, useKeys } from './keyboard.ts'
import { ConfirmHost } from './kit/confirm.tsx'
import { Link } from './kit/link.tsx'
import { Loading, PageProblem } from './kit/states.tsx'
import { RecentlyDone, UndoHost } from './kit/undo.tsx'
import { later } from './later.tsx'
import { listenLive } from './live.ts'
import { homeOf, mayOpen, navigationOf, type SettingsEntry, settingsOf } from './navigation.ts'
import { keepUnsent, OfflineBar } from './offline.tsx'
import { Palette } from './palette.tsx'
import { onFailure, queries } from './queries.ts'
import { meQuery, Session, useLanguage, useMe, useText } from './session.tsx'
import css from './shell.module.css'
import { BottomBar, Sidebar } from './sidebar.tsx'
import { text } from './text.ts'

const KeyTable = later(() => import('./key-table.tsx').then((loaded) => loaded.KeyTable))

/** The root of everything; a screen never hangs on it directly. */
export const root = createRootRoute({
  component: Root,
  notFoundComponent: () => <PageProblem kind="notFound" />,
  errorComponent: ({ error }) => <PageProblem error={error} />,
})

/** Parent of screens for colleagues: sidebar, palette, keys. Whoever is not signed in is led to `/dang-nhap` and back. */
export const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  beforeLoad: async ({ location }) => {
    try {
      return { me: await queries.ensureQueryData(meQuery()) }
    } catch (error) {
      if (error instanceof Failure && error.status === 401) throw redirect({ href: `/dang-nhap?toi=${encodeURIComponent(location.href)}` })
      throw error
    }
  },
  component: Inside,
  pendingComponent: () => <Loading />,
  errorComponent: ({ error }) => <PageProblem error={error} />,
  notFoundComponent: () => <PageProblem kind="notFound" />,
})

/** Parent of screens without sidebar: sign-in, invitation, first run. */
export const bare = createRoute({ getParentRoute: () => root, id: 'bare', errorComponent: ({ error }) => <PageProblem error={error} /> })

/** `/` leads to where this person's work begins. */
export const home = createRoute({
  getParentRoute: () => shell,
  path: '/',
  beforeLoad: async () => {
    const to = homeOf(await queries.ensureQueryData(meQuery()))
    if (to) throw redirect({ href: to })
  },
  component: () => <PageProblem kind="noAccess" />,
})

/** Parent of the pages of settings, `/cai-dat/…`; they also call `registerSettings`. */
export const settingsShell = createRoute({ getParentRoute: () => shell, path: '/cai-dat', component: SettingsArea })

function Root() {
  useEffect(() => listenKeys(), [])
  const isInside = useRouterState({ select: ({ matches }) => matches.some(({ routeId }) => routeId === shell.id) })
  return (
    <Session asks={isInside}>
      <Outlet />
      <ConfirmHost />
      <UndoHost />
    </Session>
  )
}

/**
 * Reads the person anew: the session around everything hears of whoever has just been read a moment later than the first screen is drawn,
 * and a screen that needs nothing loaded would be drawn for nobody.
 */
function Inside() {
  return (
    <Session>
      <Shell />
    </Session>
  )
}

function Shell() {
  const t = useText(text)
  const me = useMe()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const main = useRef<HTMLElement>(null)
  const [rail, setRail] = useRail()
  const [keys, setKeys] = useState(false)
  const [recent, setRecent] = useState(false)
  useEffect(() => listenLive(), [])
  useEffect(() => keepUnsent(me.id), [me.id])
  useEndedSession()
  useShellKeys(
    () => setRail(!rail),
    () => setKeys(true),
  )
  return (
    <div className={css.app} data-rail={rail || undefined}>
      <button type="button" className={css.skip} onClick={() => main.current?.focus()}>
        {t.skip}
      </button>
      <Sidebar rail={rail} onRail={() => setRail(!rail)} onKeys={() => setKeys(true)} onRecent={() => setRecent(true)} />
      <div className={css.main}>
        <OfflineBar />
        <main className={css.screen} id="noi-dung" tabIndex={-1} ref={main}>
          {mayOpen(me, path) ? <Outlet /> : <PageProblem kind="noAccess" />}
        </main>
      </div>
      <BottomBar onKeys={() => setKeys(true)} onRecent={() => setRecent(true)} />
      <Palette />
      {keys && <KeyTable open onClose={() => setKeys(false)} />}
      <RecentlyDone open={recent} onClose={() => setRecent(false)} />
    </div>
  )
}

/** The rail: chosen on this device, and automatic on tablets. */
function useRail(): [boolean, (rail: boolean) => void] {
  const [rail, setRail] = useState(
    () => localStorage.getItem('tantam.rail') === 'on' || (window.innerWidth < 1024 && window.innerWidth >= 700),
  )
  return [
    rail,
    (on) => {
      localStorage.setItem('tantam.rail', on ? 'on' : 'off')
      setRail(on)
    },
  ]
}

function useShellKeys(onRail: () => void, onHelp: () => void) {
  const t = useText(text)
  const language = useLanguage()
  const me = useMe()
  const go = useGo()
  useKeys([
    { keys: '[', says: t.collapse, does: onRail, group: 'general' },
    { keys: '?', says: t.help, does: onHelp, group: 'general' },
    ...navigationOf(me).flatMap(({ key, label, to }) =>
      key ? [{ keys: `g ${key}`, says: label[language], does: () => go(to), group: 'go' as const }] : [],
    ),
  ])
}

/** A session that ended elsewhere: lead to the sign-in and come back here. Drafts are kept on this device. */
function useEndedSession() {
  const href = useRouterState({ select: ({ location }) => location.href })
  useEffect(
    () =>
      onFailure(({ status }) => {
        if (status === 401) location.assign(`/dang-nhap?toi=${encodeURIComponent(href)}`)
      }),
    [href],
  )
}

const SETTINGS_GROUPS = ['company', 'channels', 'rules', 'people', 'data'] as const

function SettingsArea() {
  const t = useText(text)
  const me = useMe()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const entries = settingsOf(me)
  const titles = {
    company: t.settingsCompany,
    channels: t.settingsChannels,
    rules: t.settingsRules,
    people: t.settingsPeople,
    data: t.settingsData,
  }
  const first = entries[0]
  const go = useGo()
  const index = path === '/cai-dat' || path === '/cai-dat/'
  useEffect(() => {
    if (index && first && window.innerWidth >= 700) go(first.to, { replace: true })
  }, [index, first, go])
  if (!first) return <PageProblem kind="noAccess" />
  return (
    <div className={css.settings} data-open={index ? undefined : ''}>
      <nav aria-label={t.settings}>
        <h1>{t.settings}</h1>
        {SETTINGS_GROUPS.map((group) => {
          const mine = entries.filter((entry) => entry.group === group)
          return mine.length === 0 ? null : (
            <Fragment key={group}>
              <h2>{titles[group]}</h2>
              {mine.map((entry) => (
                <SettingsLink key={entry.id} entry={entry} path={path} />
              ))}
            </Fragment>
          )
        })}
      </nav>
      <div style={{ minWidth: 0, minHeight: 0 }}>
        <Outlet />
      </div>
    </div>
  )
}

function SettingsLink({ entry: { icon: Drawn, to, label }, path }: { entry: SettingsEntry; path: string }) {
  const language = useLanguage()
  return (
    <Link to={to} className={css.item} aria-current={path === to || path.startsWith(`${to}/`) ? 'page' : undefined}>
      <Drawn size={17} stroke={1.75} aria-hidden />
      <span className="trunc">{label[language]}</span>
    </Link>
  )
}
