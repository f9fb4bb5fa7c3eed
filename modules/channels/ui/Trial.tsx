import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Banner } from '#web/kit.tsx'

type Tried = { data?: { works: boolean; detail: string }; isPending: boolean }

/** How a trial went, in the other server's own words. A trial that was refused is told by the form around it. */
export function Trial({ of, works, fails }: { of: Tried; works: (said: string) => string; fails: (said: string) => string }) {
  if (of.isPending || !of.data) return null
  const { works: did, detail } = of.data
  return (
    <Banner tint={did ? 'ma' : 'son'} icon={did ? IconCircleCheck : IconAlertTriangle}>
      {did ? works(detail) : fails(detail)}
    </Banner>
  )
}
