import { Line, Stack, Txt, useText } from '#web/kit.tsx'
import { text } from '../text.ts'
import { useClaim } from './claim.ts'
import { Doors } from './Doors.tsx'

/** Under the sign-in of a sample company: its doors where it was begun, elsewhere a word on where they are to be had. */
export function DemoDoorstep() {
  const t = useText(text)
  const { claim, spend, forget } = useClaim()
  return (
    <Stack gap={14} pad="16px 0 0">
      <Line />
      {claim ? (
        <Doors claim={claim} spend={spend} forget={forget} />
      ) : (
        <Txt size={13} tone={2} as="p">
          {t.doorstep}
        </Txt>
      )}
    </Stack>
  )
}
