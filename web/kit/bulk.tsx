import { IconX } from '@tabler/icons-react'
import type { Endpoint } from '#platform/contract.ts'
import { mayOf, useMaybeMe, useText } from '../session.tsx'
import css from './bulk.module.css'
import type { Icon } from './kinds.ts'
import { text } from './text.ts'

export type BulkAction = {
  id: string
  label: string
  icon: Icon
  does: () => void /** Its command: absent for who may not. */
  needs?: Pick<Endpoint, 'needs'> | string
  busy?: boolean
}

/** The dark bar under a list with something selected. At most four actions. */
export function BulkBar({
  count,
  noun,
  actions,
  onClear,
  all,
}: {
  count: number /** "phiếu" */
  noun: string
  actions: BulkAction[]
  onClear: () => void /** "Chọn cả 38" */
  all?: { count: number; onSelect: () => void }
}) {
  const t = useText(text)
  const me = useMaybeMe()
  if (count === 0) return null
  return (
    <div className={css.holder}>
      <div className={css.bar} role="toolbar" aria-label={t.selected(count, noun)}>
        <b className="num" aria-live="polite">
          {t.selected(count, noun)}
        </b>
        {all && all.count > count && (
          <button type="button" className={`${css.act} ${css.all}`} onClick={all.onSelect}>
            {t.selectAll(all.count)}
          </button>
        )}
        <span className={css.sep} />
        {actions
          .filter(({ needs }) => mayOf(me, needs))
          .map(({ id, label, icon: Mark, does, busy }) => (
            <button key={id} type="button" className={css.act} aria-disabled={busy || undefined} onClick={busy ? undefined : does}>
              <Mark size={15} stroke={1.75} aria-hidden />
              {label}
            </button>
          ))}
        <span style={{ flex: 1 }} />
        <button type="button" className={css.act} aria-label={t.clearSelection} onClick={onClear}>
          <IconX size={15} stroke={1.75} aria-hidden />
        </button>
      </div>
    </div>
  )
}
