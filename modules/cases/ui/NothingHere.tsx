import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { Button, Empty, useAddress, useText } from '#web/kit.tsx'
import { countQueue, type View } from '../contract.ts'
import { noFilter } from './address.ts'
import { words } from './words.ts'

/** An empty queue: everything is done, or the sentence asks for what is not there. */
export function NothingHere({ isNarrowed, view }: { isNarrowed: boolean; view: View }) {
  const t = useText(words)
  const { change } = useAddress()
  const counts = useQuery(ask(countQueue, {}))
  if (isNarrowed) return <Empty title={t.emptyFiltered} action={<Button size="sm" label={t.dropLast} onClick={() => change(noFilter)} />} />
  if (view !== 'mine') return <Empty title={t.emptyView} />
  const waiting = counts.data?.unassigned.count ?? 0
  return (
    <Empty
      kind="done"
      title={t.emptyMine}
      says={t.emptyMineSays(waiting)}
      action={waiting > 0 && <Button size="sm" label={t.seeUnassigned} onClick={() => change({ ...noFilter, view: 'unassigned' })} />}
    />
  )
}
