import { useText } from '../session.tsx'
import { Button } from './buttons.tsx'
import type { More } from './pages.ts'
import css from './table.module.css'
import { text } from './text.ts'

/** The next page, when there is one. */
export function MoreRows({ more }: { more?: More }) {
  const t = useText(text)
  if (!more?.has) return null
  return (
    <div className={css.more}>
      <Button size="sm" label={more.loading ? t.loadingMore : t.showMore} busy={more.loading} onClick={more.load} />
    </div>
  )
}
