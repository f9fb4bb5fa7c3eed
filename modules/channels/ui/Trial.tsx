import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { z } from 'zod'
import { Banner, Stack, Txt, useText } from '#web/kit.tsx'
import type { tryMailbox } from '../contract.ts'
import { isCommon, MENDS, TROUBLES } from './troubles.ts'
import { words } from './words.ts'

type Went = z.output<typeof tryMailbox.reply>
type Said = (said: string) => string

/** How a trial went: what it means, what to do about it, and the other server's own words. A trial that was refused is told by the form around it. */
export function Trial({ of, works, fails }: { of: { data?: Went; isPending: boolean }; works: Said; fails: Said }) {
  if (of.isPending || !of.data) return null
  const { works: did, detail, trouble } = of.data
  if (!did) return <Failed detail={detail} trouble={trouble ?? 'other'} fails={fails} />
  return (
    <Banner tint="ma" icon={IconCircleCheck}>
      {works(detail)}
    </Banner>
  )
}

function Failed({ detail, trouble, fails }: { detail: string; trouble: NonNullable<Went['trouble']>; fails: Said }) {
  const t = useText(words)
  const mends = MENDS[trouble]
  const why = isCommon(trouble) ? t[TROUBLES[trouble]] : trouble === 'folder' ? t.troubleFolder : ''
  return (
    <Banner tint="son" icon={IconAlertTriangle}>
      <Stack gap={2}>
        <Txt weight={500}>{fails(why)}</Txt>
        {mends && <Txt size={12}>{t[mends]}</Txt>}
        <Txt size={12} tone={3}>
          {detail}
        </Txt>
      </Stack>
    </Banner>
  )
}
