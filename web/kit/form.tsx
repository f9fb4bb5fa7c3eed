import { createContext, type ReactNode, useCallback, useContext, useEffect, useRef, useState } from 'react'
import { Failure, type Issue } from '../failure.ts'
import css from './fields.module.css'
import { ErrorBox } from './states.tsx'

const Issues = createContext<Issue[]>([])

type FormProps = {
  onSubmit: () => void
  /** The mutation's error: issues of a 422 go under their fields, anything else above the buttons. */
  error?: unknown
  /** Buttons at the end. */
  actions?: ReactNode
  children: ReactNode
  label?: string
}

/** A form. Enter in a field sends it; the first wrong field gets the focus. */
export function Form({ onSubmit, error, actions, children, label }: FormProps) {
  const form = useRef<HTMLFormElement>(null)
  const issues = error instanceof Failure ? error.issues : []
  useEffect(() => {
    if (error instanceof Failure && error.issues.length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [error])
  return (
    <Issues value={issues}>
      <form
        ref={form}
        className={css.form}
        aria-label={label}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          onSubmit()
        }}
      >
        {children}
        {error && (issues.length === 0 || !someShown(issues, form.current)) ? <ErrorBox error={error} /> : null}
        {actions && <div className={css.foot}>{actions}</div>}
      </form>
    </Issues>
  )
}

const someShown = (issues: Issue[], form: HTMLElement | null) =>
  !form || issues.some(({ path }) => form.querySelector(`[data-path="${CSS.escape(path.join('.'))}"]`))

/** What the server said about the field `name` (`identities.0.value`). */
export function useIssue(name: string | undefined): string | undefined {
  const issues = useContext(Issues)
  if (name === undefined) return undefined
  return issues.find(({ path }) => path.join('.') === name)?.message
}

export type FieldOf<Value> = { name: string; value: Value; onChange: (value: Value) => void }

/** The values of a form: `const f = useFields({ name: '' })`, then `<TextField label=… {...f.field('name')} />`. */
export function useFields<Values extends Record<string, unknown>>(initial: Values) {
  const [values, setValues] = useState(initial)
  const [dirty, setDirty] = useState(false)
  const set = useCallback(<Name extends keyof Values>(name: Name, value: Values[Name]) => {
    setDirty(true)
    setValues((before) => ({ ...before, [name]: value }))
  }, [])
  const reset = useCallback((next: Values) => {
    setValues(next)
    setDirty(false)
  }, [])
  const field = <Name extends keyof Values & string>(name: Name): FieldOf<Values[Name]> => ({
    name,
    value: values[name],
    onChange: (value) => set(name, value),
  })
  return { values, set, reset, field, dirty }
}
