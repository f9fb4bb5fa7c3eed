import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { ask, Failure } from '#web/api.ts'
import { Stack, Txt, useText } from '#web/kit.tsx'
import { demoDoors } from '../contract.ts'
import { text } from '../text.ts'
import type { useClaim } from './claim.ts'

type Claimed = Pick<ReturnType<typeof useClaim>, 'spend' | 'forget'> & { claim: string }

/** The one-click doors, for the browser that began the sample company. */
export function Doors({ claim, spend, forget }: Claimed) {
  const t = useText(text)
  const { data, error } = useQuery(ask(demoDoors, { claim }))
  const isUnknown = error instanceof Failure && error.status === 404
  useEffect(() => {
    if (isUnknown) forget()
  })
  if (!data) return null
  return (
    <Stack gap={8}>
      <Txt weight={600} as="p">
        <span role="status">{t.ready}</span>
      </Txt>
      {data.doors.map(({ role, name, url }) => (
        <a key={role} href={new URL(url).pathname} className="link" onClick={spend}>
          {name} · {roleName(t, role)}
        </a>
      ))}
      <Txt size={13} tone={2} as="p">
        {t.alsoElsewhere}
      </Txt>
    </Stack>
  )
}

const roleName = (t: Record<string, unknown>, role: string) => String(t[`role.${role}`] ?? role)
