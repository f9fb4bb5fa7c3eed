import { type HTMLInputAutoCompleteAttribute, useEffect, useState } from 'react'
import { money, number, phone } from '../format.ts'
import { readMoney, readTime } from '../read.ts'
import { useLanguage, useText } from '../session.tsx'
import { cx } from './cx.ts'
import { Field, type FieldProps } from './field.tsx'
import css from './fields.module.css'
import type { Icon } from './kinds.ts'
import { text } from './text.ts'

type TextFieldProps = FieldProps<string> & {
  icon?: Icon
  type?: 'text' | 'email' | 'password' | 'search' | 'url'
  autoComplete?: HTMLInputAutoCompleteAttribute
  inputMode?: 'text' | 'numeric' | 'email' | 'tel'
  maxLength?: number
  suffix?: string
}

/** One line of words. */
export function TextField({
  icon: Mark,
  type = 'text',
  suffix,
  value,
  onChange,
  placeholder,
  autoFocus,
  autoComplete,
  inputMode,
  maxLength,
  ...field
}: TextFieldProps) {
  return (
    <Field {...field}>
      {(wiring) => (
        <span className={css.wrap}>
          {Mark && <Mark size={16} stroke={1.75} aria-hidden />}
          <input
            {...wiring}
            className={css.input}
            type={type}
            value={value}
            placeholder={placeholder}
            autoComplete={autoComplete ?? 'off'}
            inputMode={inputMode}
            maxLength={maxLength}
            data-autofocus={autoFocus || undefined}
            ref={autoFocus ? focusOnce : undefined}
            onChange={(event) => onChange(event.target.value)}
          />
          {suffix && <Suffix words={suffix} />}
        </span>
      )}
    </Field>
  )
}

const focusOnce = (input: HTMLElement | null) => input?.focus()
const Suffix = ({ words }: { words: string }) => (
  <span className={css.suffix}>
    <span>{words}</span>
  </span>
)

/** Several lines; grows with what is written. */
export function TextArea({ value, onChange, placeholder, autoFocus, rows = 3, ...field }: FieldProps<string> & { rows?: number }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <textarea
          {...wiring}
          className={css.input}
          rows={rows}
          value={value}
          placeholder={placeholder}
          ref={autoFocus ? focusOnce : undefined}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** A field typed as people write and understood when they leave it; `read` answers null for what it cannot understand. */
function ReadField<Value>({
  value,
  onChange,
  read,
  show,
  wrong,
  right,
  suffix,
  inputMode,
  placeholder,
  autoFocus,
  error,
  ...field
}: FieldProps<Value | null> & {
  read: (typed: string) => Value | null
  show: (value: Value) => string
  wrong: string
  right?: boolean
  suffix?: string
  inputMode?: 'numeric' | 'decimal' | 'tel' | 'text'
}) {
  const shown = value === null ? '' : show(value)
  const [typed, setTyped] = useState(shown)
  const [bad, setBad] = useState(false)
  useEffect(() => setTyped(shown), [shown])
  const take = (words: string) => {
    setTyped(words)
    setBad(false)
    const understood = words.trim() === '' ? null : read(words)
    if (words.trim() === '' || understood !== null) onChange(understood)
  }
  const leave = () => {
    const failed = typed.trim() !== '' && read(typed) === null
    setBad(failed)
    if (!failed) setTyped(value === null ? '' : show(value))
  }
  return (
    <Field {...field} error={error || (bad && wrong)}>
      {(wiring) => (
        <span className={css.wrap}>
          <input
            {...wiring}
            className={cx(css.input, css.num, right && css.right)}
            value={typed}
            inputMode={inputMode}
            placeholder={placeholder}
            autoComplete="off"
            ref={autoFocus ? focusOnce : undefined}
            onChange={(event) => take(event.target.value)}
            onBlur={leave}
          />
          {suffix && <Suffix words={suffix} />}
        </span>
      )}
    </Field>
  )
}

/** A whole number (or `digits` after the comma) within limits. `plain`: it counts nothing, such as a port, and is not parted in thousands. */
export function NumberField({
  min,
  max,
  digits = 0,
  suffix,
  plain = false,
  ...field
}: FieldProps<number | null> & { min?: number; max?: number; digits?: number; suffix?: string; plain?: boolean }) {
  const language = useLanguage()
  const read = (typed: string) => {
    const plain = typed
      .trim()
      .replace(/\s/g, '')
      .replace(digits > 0 ? ',' : /[.,](?=\d{3}\b)/g, digits > 0 ? '.' : '')
    const value = Number(plain)
    if (!/^[-−]?\d+(\.\d+)?$/.test(plain) || Number.isNaN(value)) return null
    if ((min !== undefined && value < min) || (max !== undefined && value > max)) return null
    return digits > 0 ? value : Math.round(value)
  }
  const range = [min, max].map((end) => (end === undefined ? '…' : number(end, language))).join('–')
  return (
    <ReadField
      {...field}
      read={read}
      show={(value) => (plain ? String(value) : number(value, language, digits))}
      wrong={range}
      suffix={suffix}
      inputMode={digits > 0 ? 'decimal' : 'numeric'}
    />
  )
}

/** Whole đồng; takes 1250000, 1.250.000 and 1,25tr. */
export function MoneyField(field: FieldProps<number | null>) {
  const t = useText(text)
  const language = useLanguage()
  return (
    <ReadField
      {...field}
      read={readMoney}
      show={(value) => money(value, language).replace(/[\s\u00a0]?₫/, '')}
      wrong={t.badMoney}
      suffix="₫"
      right
    />
  )
}

/** A phone number as people type it; the server reads and checks it. */
export function PhoneField({ value, onChange, placeholder = '0912 345 468', autoFocus, ...field }: FieldProps<string>) {
  return (
    <Field {...field}>
      {(wiring) => (
        <input
          {...wiring}
          className={cx(css.input, css.num)}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          value={value}
          placeholder={placeholder}
          ref={autoFocus ? focusOnce : undefined}
          onChange={(event) => onChange(event.target.value)}
          onBlur={() => onChange(phone(value))}
        />
      )}
    </Field>
  )
}

/** `14:05`; takes 14h05, 1405 and 14 too. */
export function TimeField(field: FieldProps<string | null>) {
  const t = useText(text)
  return (
    <ReadField
      {...field}
      read={readTime}
      show={(value) => value}
      wrong={t.badTime}
      placeholder={field.placeholder ?? '14:05'}
      inputMode="numeric"
    />
  )
}
