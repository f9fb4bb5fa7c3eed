import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useMe, useText } from '../session.tsx'
import { Button } from './buttons.tsx'
import { useFields } from './form.tsx'
import { Row, Txt } from './layout.tsx'
import { text } from './text.ts'

/**
 * The values of a form whose words are not to be lost: closed unsent, reloaded or signed out, it opens again as it was left, for the same person in the same
 * browser window. `place` names the form and what it is about. `forget` once it is sent; `continued` stands above the fields, empty where nothing was kept.
 */
export function useKeptFields<Values extends Record<string, unknown>>(place: string, initial: Values) {
  const key = `tantam.unsent.${useMe().id}.${place}`
  const [kept, setKept] = useState(() => read(key, initial))
  const fields = useFields<Values>({ ...initial, ...kept })
  const { values, dirty, reset } = fields
  useEffect(() => {
    if (dirty) sessionStorage.setItem(key, JSON.stringify(values))
  }, [dirty, key, values])
  const forget = useCallback(() => sessionStorage.removeItem(key), [key])
  const anew = () => {
    forget()
    setKept(null)
    reset(initial)
  }
  const continued: ReactNode = kept && <Continued onAnew={anew} />
  return { ...fields, forget, continued }
}

function Continued({ onAnew }: { onAnew: () => void }) {
  const t = useText(text)
  return (
    <Row gap={8} align="center" wrap>
      <Txt size={13} tone={2}>
        {t.unsentKept}
      </Txt>
      <Button size="sm" label={t.writeAnew} onClick={onAnew} />
    </Row>
  )
}

/** What was kept, when it has the shape of this form. */
function read<Values extends Record<string, unknown>>(key: string, initial: Values): Values | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    return hasShape(kept, initial) ? kept : null
  } catch {
    return null
  }
}

function hasShape<Values extends Record<string, unknown>>(kept: unknown, initial: Values): kept is Values {
  if (typeof kept !== 'object' || kept === null) return false
  const given = new Map<string, unknown>(Object.entries(kept))
  return Object.entries(initial).every(([name, value]) => given.has(name) && Array.isArray(given.get(name)) === Array.isArray(value))
}
