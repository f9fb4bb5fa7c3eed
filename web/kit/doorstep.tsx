import type { ReactNode } from 'react'
import { chooseLanguage } from '../language.ts'
import { useLanguage } from '../session.tsx'
import css from './doorstep.module.css'
import { useTitle } from './screen.tsx'

/** A page before the house is entered: sign-in, choosing a password, first run. One card in the middle, the language at its foot. */
export function Doorstep({
  title,
  says,
  company,
  wide,
  children,
}: {
  title: string
  says?: ReactNode
  company?: string
  wide?: boolean
  children: ReactNode
}) {
  const language = useLanguage()
  useTitle(title)
  return (
    <main className={css.page}>
      <div className={css.card} data-wide={wide || undefined}>
        <p className={css.brand}>
          <Mark />
          {company || 'Tận Tâm'}
        </p>
        <h1>{title}</h1>
        {says && <p className={css.says}>{says}</p>}
        {children}
      </div>
      <p className={css.languages}>
        {(['vi', 'en'] as const).map((one) => (
          <button key={one} type="button" lang={one} aria-pressed={language === one} onClick={() => chooseLanguage(one)}>
            {one === 'vi' ? 'Tiếng Việt' : 'English'}
          </button>
        ))}
      </p>
    </main>
  )
}

const Mark = () => (
  <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden>
    <rect width="28" height="28" rx="8" fill="var(--brand)" />
    <path
      d="M14 5.2c5 0 8.8 3.5 8.8 7.9 0 4.5-3.8 8-8.8 8-.9 0-1.8-.1-2.6-.3l-3.7 2c-.4.2-.8-.1-.7-.5l.6-3.4c-1.6-1.4-2.4-3.4-2.4-5.8 0-4.4 3.8-7.9 8.8-7.9Z"
      fill="#fff"
    />
  </svg>
)
