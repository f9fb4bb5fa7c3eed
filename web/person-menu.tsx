import { useMantineColorScheme } from '@mantine/core'
import {
  IconDeviceDesktop,
  IconHistory,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconMoon,
  IconPointFilled,
  IconSun,
  IconUser,
} from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useGo } from './address.ts'
import { call } from './api.ts'
import { Menu, type MenuEntry } from './kit/menu.tsx'
import { Avatar, useAvailabilityName } from './kit/people.tsx'
import { text as kitText } from './kit/text.ts'
import { sayFailure } from './kit/undo.tsx'
import { chooseLanguage } from './language.ts'
import { queries } from './queries.ts'
import { type Availability, type Me, meQuery, sessionEndpoints, useMe, useText } from './session.tsx'
import css from './shell.module.css'
import { text } from './text.ts'

const AVAILABILITIES: Availability[] = ['accepting', 'away', 'off']

/** Who is signed in and whether they take work; behind it language, appearance, keys, sign-out. */
export function PersonMenu({ onKeys, onRecent }: { onKeys: () => void; onRecent: () => void }) {
  const t = useText(text)
  const me = useMe()
  const availability = useAvailabilityName(me.availability)
  const items = useItems(onKeys, onRecent)
  return (
    <Menu
      side="top-start"
      label={t.accountMenu(me.name)}
      items={items}
      trigger={
        <button type="button" className={css.chip} title={t.accountMenu(me.name)}>
          <Avatar id={me.id} name={me.name} size={30} presence={me.availability} />
          <span>
            <b className="trunc">{me.name}</b>
            <small className="trunc">{availability}</small>
          </span>
        </button>
      }
    />
  )
}

function useItems(onKeys: () => void, onRecent: () => void): MenuEntry[] {
  const t = useText(text)
  const { recent } = useText(kitText)
  const { leave, account } = sessionEndpoints()
  const go = useGo()
  const choices = useChoices()
  return [
    ...choices,
    'line',
    account ? { label: t.account, icon: IconUser, onClick: () => go(account) } : undefined,
    { label: recent, icon: IconHistory, onClick: onRecent },
    { label: t.help, icon: IconKeyboard, kbd: '?', onClick: onKeys },
    leave && { label: t.signOut, icon: IconLogout, onClick: signOut },
  ]
}

function useChoices(): MenuEntry[] {
  const t = useText(text)
  const me = useMe()
  const { setColorScheme } = useMantineColorScheme()
  const change = useChange()
  const k = useText(kitText)
  const names = { accepting: k.accepting, away: k.away, off: k.off }
  const themes = [
    { value: 'auto', label: t.themeAuto, icon: IconDeviceDesktop },
    { value: 'light', label: t.themeLight, icon: IconSun },
    { value: 'dark', label: t.themeDark, icon: IconMoon },
  ] as const
  const paint = (value: Me['theme']) => {
    setColorScheme(value)
    change.mutate({ theme: value })
  }
  const speak = (language: Me['language']) => {
    chooseLanguage(language)
    change.mutate({ language })
  }
  return [
    ...(sessionEndpoints().availability
      ? AVAILABILITIES.map(
          (one): MenuEntry => ({
            label: names[one],
            icon: IconPointFilled,
            checked: me.availability === one,
            onClick: () => change.mutate({ availability: one }),
          }),
        )
      : []),
    'line',
    { title: t.theme },
    ...themes.map(({ value, label, icon }): MenuEntry => ({ label, icon, checked: me.theme === value, onClick: () => paint(value) })),
    'line',
    { title: t.language },
    ...(['vi', 'en'] as const).map(
      (language): MenuEntry => ({
        label: language === 'vi' ? t.vietnamese : t.english,
        icon: IconLanguage,
        checked: me.language === language,
        onClick: () => speak(language),
      }),
    ),
  ]
}

/** Shows the choice at once and keeps it on the server. */
function useChange() {
  return useMutation({
    mutationFn: async (wanted: Partial<Pick<Me, 'language' | 'theme' | 'availability'>>) => {
      const { preferences, availability } = sessionEndpoints()
      if (wanted.availability && availability) return call(availability, wanted)
      return preferences ? call(preferences, wanted) : undefined
    },
    onMutate: (wanted) => {
      queries.setQueryData(meQuery().queryKey, (before: Me | undefined) => before && { ...before, ...wanted })
    },
    onError: sayFailure,
    onSettled: () => queries.invalidateQueries({ queryKey: ['me'] }),
  })
}

async function signOut() {
  const { leave } = sessionEndpoints()
  try {
    if (leave) await call(leave, {})
  } catch (error) {
    return sayFailure(error)
  }
  queries.clear()
  location.assign('/dang-nhap')
}
