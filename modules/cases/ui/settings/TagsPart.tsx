import { IconTag } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '#web/api.ts'
import { Chip, Empty, ErrorBox, Loading, Table, useText } from '#web/kit.tsx'
import { listTags } from '../../contract.ts'
import { words } from './words.ts'

/** Tags as people use them; each leads to its cases. */
export function TagsPart() {
  const t = useText(words)
  const tags = useQuery(ask(listTags, { q: '' }))
  if (tags.error) return <ErrorBox error={tags.error} retry={() => void tags.refetch()} />
  if (!tags.data) return <Loading of="table" rows={4} />
  return (
    <Table
      label={t.tags}
      rows={tags.data.map(({ tag, count }) => ({ id: tag, count }))}
      to={({ id }) => `/hop-thu?view=all&state=any&tag=${encodeURIComponent(id)}`}
      whenEmpty={<Empty kind="setup" icon={IconTag} title={t.noTags} says={t.noTagsSay} />}
      columns={[
        { head: t.tags, main: true, cell: ({ id }) => <Chip icon={IconTag}>{id}</Chip> },
        { head: t.used, num: true, align: 'right', width: 120, cell: ({ count }) => count },
      ]}
    />
  )
}
