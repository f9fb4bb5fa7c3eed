import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { Banner, ErrorBox } from '#web/kit.tsx'

type Tried = { data?: { works: boolean; detail: string }; error: unknown; isPending: boolean }

/** How a trial went, in the other server's own words. */
export function Trial({ of, works, fails }: { of: Tried; works: (said: string) => string; fails: (said: string) => string }) {
  if (of.isPending) return null
  if (of.error) return <ErrorBox error={of.error} />
  if (!of.data) return null
  const { works: did, detail } = of.data
  return (
    <Banner tint={did ? 'ma' : 'son'} icon={did ? IconCircleCheck : IconAlertTriangle}>
      {did ? works(detail) : fails(detail)}
    </Banner>
  )
}
