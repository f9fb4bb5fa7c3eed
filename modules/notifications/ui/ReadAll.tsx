import { IconChecks } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { tell } from '#web/api.ts'
import { Button, say, sayFailure, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { readAllNotifications } from '../contract.ts'
import { words } from '../text/screens.ts'

/** Everything told until now is read; what comes while one presses stays unread. */
export function ReadAll({ count, short }: { count: number; short?: boolean }) {
  const t = useText(words)
  const read = useMutation({
    ...tell(readAllNotifications),
    onSuccess: ({ count: done }) => {
      say(t.readAllDone(done))
      return queries.invalidateQueries({ queryKey: ['notifications'] })
    },
    onError: sayFailure,
  })
  return (
    <Button
      size={short ? 'sm' : 'md'}
      variant={short ? 'subtle' : 'default'}
      icon={IconChecks}
      label={short ? t.readAllShort : t.readAll}
      busy={read.isPending}
      disabledBecause={count === 0 && t.nothingToRead}
      onClick={() => read.mutate({})}
    />
  )
}
