import { IconAlertCircle } from '@tabler/icons-react'
import { type ReactNode, useId } from 'react'
import { useText } from '../session.tsx'
import css from './fields.module.css'
import { useIssue } from './form.tsx'
import { text } from './text.ts'

/** What every field takes. `name` is its path in the contract's input, so that the server's words find it. */
export type FieldProps<Value> = {
  label: string
  name?: string
  value: Value
  onChange: (value: Value) => void
  hint?: ReactNode
  required?: boolean
  /** A mistake the screen itself found. */
  error?: string | null | false
  disabled?: boolean
  placeholder?: string
  autoFocus?: boolean
}

export type Wiring = {
  id: string
  'aria-invalid': true | undefined
  'aria-describedby': string | undefined
  'aria-required': true | undefined
  'data-path': string | undefined
  disabled: boolean | undefined
}

/** Label above, hint and mistake below, all tied to the control for screen readers. */
export function Field({
  label,
  name,
  hint,
  required,
  error,
  disabled,
  children,
}: Pick<FieldProps<unknown>, 'label' | 'name' | 'hint' | 'required' | 'error' | 'disabled'> & { children: (wiring: Wiring) => ReactNode }) {
  const t = useText(text)
  const id = useId()
  const issue = useIssue(name)
  const wrong = error || issue
  const below = wrong || hint ? `${id}-below` : undefined
  return (
    <div className={css.field}>
      <label className={css.label} htmlFor={id}>
        {label}
        {required && <small>{t.required}</small>}
      </label>
      {children({
        id,
        'aria-invalid': wrong ? true : undefined,
        'aria-describedby': below,
        'aria-required': required || undefined,
        'data-path': name,
        disabled,
      })}
      {wrong ? (
        <div className={css.error} id={below} role="alert">
          <IconAlertCircle size={14} stroke={1.75} aria-hidden />
          {wrong}
        </div>
      ) : (
        hint && (
          <div className={css.hint} id={below}>
            {hint}
          </div>
        )
      )}
    </div>
  )
}
