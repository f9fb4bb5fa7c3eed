import { IconChevronsLeft, IconChevronsRight, IconKeyboard, IconMenu2, IconSearch, IconSettings } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import { Fragment, useState } from 'react'
import type { Language } from '#platform/text.ts'
import { IconButton } from './kit/buttons.tsx'
import { Drawer } from './kit/dialogs.tsx'
import { Link } from './kit/link.tsx'
import { Tooltip } from './kit/tooltip.tsx'
import { type NavEntry, navigationOf, settingsOf } from './navigation.ts'
import { openPalette } from './palette.tsx'
import { PersonMenu } from './person-menu.tsx'
import { Here } from './place.tsx'
import { useLanguage, useMe, useText } from './session.tsx'
import css from './shell.module.css'
import { type Beside, besideMe } from './spots.ts'
import { text } from './text.ts'

/** The mark of the house: a speech bubble with a heart. */
export const Mark = ({ size = 28 }: { size?: number }) => (
  <svg width={size} height={size} viewBox="0 0 28 28" aria-hidden>
    <rect width="28" height="28" rx="8" fill="var(--brand)" />
    <path
      d="M14 5.2c5 0 8.8 3.5 8.8 7.9 0 4.5-3.8 8-8.8 8-.9 0-1.8-.1-2.6-.3l-3.7 2c-.4.2-.8-.1-.7-.5l.6-3.4c-1.6-1.4-2.4-3.4-2.4-5.8 0-4.4 3.8-7.9 8.8-7.9Z"
      fill="var(--onfill)"
    />
    <path
      d="M14 17.3c-.2 0-.4-.1-.5-.2-1.9-1.5-3.7-2.9-3.7-4.9 0-1.4 1-2.4 2.3-2.4.8 0 1.5.4 1.9 1 .4-.6 1.1-1 1.9-1 1.3 0 2.3 1 2.3 2.4 0 2-1.8 3.4-3.7 4.9-.1.1-.3.2-.5.2Z"
      fill="var(--brand)"
    />
  </svg>
)

const GROUPS = ['work', 'care', 'lookup', 'direct'] as const

/** 216 px of navigation, or a 56 px rail. */
export function Sidebar({
  rail,
  onRail,
  onKeys,
  onRecent,
}: {
  rail: boolean
  onRail: () => void
  onKeys: () => void
  onRecent: () => void
}) {
  const t = useText(text)
  const me = useMe()
  const entries = navigationOf(me)
  const titles = { work: undefined, care: t.groupCare, lookup: t.groupLookup, direct: t.groupDirect }
  return (
    <aside className={css.side}>
      <div className={css.brand}>
        <Mark />
        <div>
          <b className="trunc">{me.company.shortName || me.company.name}</b>
          <span className="trunc">Tận Tâm</span>
        </div>
        {!rail && <Here<Beside> place={besideMe} given={{ as: 'icon' }} />}
        {!rail && <IconButton icon={IconChevronsLeft} label={t.collapse} size="small" kbd="[" onClick={onRail} />}
      </div>
      <button type="button" className={css.jump} onClick={openPalette} aria-label={`${t.jump} Ctrl K`}>
        <IconSearch size={15} stroke={1.75} aria-hidden />
        <span className="trunc">{t.jump}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <nav className={css.nav} aria-label={t.mainNav}>
        {GROUPS.map((group) => {
          const mine = entries.filter((entry) => entry.group === group)
          if (mine.length === 0) return null
          return (
            <Fragment key={group}>
              {titles[group] && <h2>{titles[group]}</h2>}
              {mine.map((entry) => (
                <NavItem key={entry.id} entry={entry} rail={rail} />
              ))}
            </Fragment>
          )
        })}
      </nav>
      {rail && <Here<Beside> place={besideMe} given={{ as: 'icon' }} />}
      {rail && <IconButton icon={IconChevronsRight} label={t.expand} kbd="[" onClick={onRail} />}
      {settingsOf(me).length > 0 && <SettingsItem rail={rail} />}
      <div className={css.who}>
        <PersonMenu onKeys={onKeys} onRecent={onRecent} />
        <span className={css.help}>
          <IconButton icon={IconKeyboard} label={t.help} kbd="?" onClick={onKeys} />
        </span>
      </div>
    </aside>
  )
}

const isUnder = (path: string, to: string) => path === to || path.startsWith(`${to.split('?')[0]}/`)

function NavItem({ entry, rail }: { entry: NavEntry; rail: boolean }) {
  const language = useLanguage()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const { icon: Drawn, label, to, key } = entry
  const link = (
    <Link
      to={to}
      className={css.item}
      aria-current={isUnder(path, to) ? 'page' : undefined}
      aria-label={rail ? label[language] : undefined}
    >
      <Drawn size={17} stroke={1.75} aria-hidden />
      <span className="trunc">{label[language]}</span>
      {entry.count && <Count count={entry.count} />}
    </Link>
  )
  return rail ? (
    <Tooltip says={label[language]} kbd={key && `g ${key}`} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  )
}

function SettingsItem({ rail }: { rail: boolean }) {
  const t = useText(text)
  const path = useRouterState({ select: ({ location }) => location.pathname })
  return (
    <Link
      to="/cai-dat"
      className={css.item}
      aria-current={isUnder(path, '/cai-dat') ? 'page' : undefined}
      aria-label={rail ? t.settings : undefined}
      style={{ marginBottom: 4 }}
    >
      <IconSettings size={17} stroke={1.75} aria-hidden />
      <span className="trunc">{t.settings}</span>
    </Link>
  )
}

function Count({ count }: { count: NonNullable<NavEntry['count']> }) {
  const { data } = useQuery(count())
  if (!data || data.count === 0) return null
  return (
    <span className={`${css.n} num`} data-hot={data.hot || undefined}>
      {data.count > 999 ? '999+' : data.count}
    </span>
  )
}

/** The bar at the bottom of a phone: four entries and the rest. */
export function BottomBar({ onKeys, onRecent }: { onKeys: () => void; onRecent: () => void }) {
  const t = useText(text)
  const language = useLanguage()
  const me = useMe()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const [open, setOpen] = useState(false)
  const entries = navigationOf(me)
  const close = () => setOpen(false)
  return (
    <nav className={css.bottom} aria-label={t.mainNav}>
      {entries.slice(0, 4).map((entry) => (
        <Link key={entry.id} to={entry.to} className={undefined} aria-current={isUnder(path, entry.to) ? 'page' : undefined}>
          <entry.icon size={23} stroke={1.75} aria-hidden />
          <span className="trunc" style={{ maxWidth: '100%' }}>
            {(entry.short ?? entry.label)[language]}
          </span>
          {entry.count && <Pip count={entry.count} />}
        </Link>
      ))}
      <button type="button" aria-expanded={open} onClick={() => setOpen(true)}>
        <IconMenu2 size={23} stroke={1.75} aria-hidden />
        {t.more}
        <Here<Beside> place={besideMe} given={{ as: 'pip' }} />
      </button>
      <Drawer open={open} onClose={close} title={me.company.shortName || me.company.name} side="bottom" size="80%">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: closes the drawer after any link inside */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: links inside answer to keys */}
        <div className={css.more} onClick={(event) => event.target instanceof Element && event.target.closest('a') && close()}>
          {entries.slice(4).map((entry) => (
            <MoreItem key={entry.id} to={entry.to} label={entry.label} icon={entry.icon} language={language} />
          ))}
          <Here<Beside> place={besideMe} given={{ as: 'entry' }} />
          {settingsOf(me).length > 0 && <SettingsItem rail={false} />}
          <PersonMenu onKeys={onKeys} onRecent={onRecent} />
        </div>
      </Drawer>
    </nav>
  )
}

function MoreItem({ to, label, icon: Drawn, language }: Pick<NavEntry, 'to' | 'label' | 'icon'> & { language: Language }) {
  return (
    <Link to={to} className={css.item}>
      <Drawn size={20} stroke={1.75} aria-hidden />
      <span>{label[language]}</span>
    </Link>
  )
}

function Pip({ count }: { count: NonNullable<NavEntry['count']> }) {
  const { data } = useQuery(count())
  return data && data.count > 0 ? <em data-hot={data.hot || undefined}>{data.count > 99 ? '99+' : data.count}</em> : null
}
