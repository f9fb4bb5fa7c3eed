import { IconAlarm } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { tell } from '#web/api.ts'
import { Banner, Button, format, Row, say, sayFailure, useLanguage, useNow, useText } from '#web/kit.tsx'
import { type CaseDetail, dismissPromise, makePromise } from '../contract.ts'
import { caseWords } from './caseWords.ts'
import { refresh } from './refresh.ts'
import { useChange } from './useChange.ts'

/** `onPressed`: the bar goes away with the button that had the focus. */
type Given = { detail: CaseDetail; onPressed: () => void }

/** "em gọi lại trước 16h" was found in a reply: kept as a clock with one press, or dismissed for good. */
export function PromiseBar({ detail: { id, offeredPromises }, onPressed }: Given) {
  const t = useText(caseWords)
  const language = useLanguage()
  const dismiss = useChange(dismissPromise, t.notPromise)
  const keep = useMutation({
    ...tell(makePromise),
    onSuccess: () => {
      say(t.promised)
      return refresh()
    },
    onError: sayFailure,
  })
  const now = new Date(useNow())
  const offered = offeredPromises.find(({ dueAt }) => dueAt > now)
  if (!offered) return null
  const { messageId, quote, dueAt } = offered
  return (
    <div style={{ padding: '8px 16px 0' }}>
      <Banner
        tint="covit"
        icon={IconAlarm}
        action={
          <Row gap={6}>
            <Button
              size="sm"
              label={t.keepPromise}
              does={makePromise}
              busy={keep.isPending}
              onClick={() => {
                keep.mutate({ id, messageId, dueAt, title: quote.slice(0, 200) })
                onPressed()
              }}
            />
            <Button
              size="sm"
              variant="subtle"
              label={t.noPromise}
              busy={dismiss.isPending}
              onClick={() => {
                dismiss.mutate({ id, messageId })
                onPressed()
              }}
            />
          </Row>
        }
      >
        {t.offered(quote, format.relative(dueAt, now, language))}
      </Banner>
    </div>
  )
}
