import type { ReactNode } from 'react'
import css from './chart.module.css'

/** One fact of the dock; higher rooms add theirs in the same shape through `personResults`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <span className={css.fact}>
      {label}
      <b className="num">{children}</b>
    </span>
  )
}
