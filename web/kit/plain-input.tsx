import css from './plain-input.module.css'

/** An input whose label is only heard: in dialogs and menus where the words around already say it. */
export function PlainInput({
  id,
  label,
  placeholder,
  value,
  onChange,
  most,
}: {
  id: string
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  /** So many letters at most. */
  most?: number
}) {
  return (
    <input
      id={id}
      className={css.input}
      aria-label={label}
      placeholder={placeholder}
      value={value}
      autoComplete="off"
      maxLength={most}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
