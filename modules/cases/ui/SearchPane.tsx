import { IconSearch, IconX } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { ask } from '#web/api.ts'
import { Empty, ErrorBox, IconButton, Loading, Queue, type QueueRowFacts, TextField, Txt, useAddress, useGo, useText } from '#web/kit.tsx'
import { searchCases } from '../contract.ts'
import { caseLink } from './address.ts'
import { rowOf } from './look.ts'
import { Marked } from './Marked.tsx'
import { rememberCase } from './openCase.ts'
import { words } from './words.ts'

const PAUSE = 200

/** Finds cases by code, subject, words of their messages, the customer's name or phone. */
export function SearchPane({ current }: { current: string | undefined }) {
  const t = useText(words)
  const go = useGo()
  const { search, change } = useAddress()
  const [typed, setTyped] = useState(search.q?.trim() ?? '')
  const q = search.q?.trim() ?? ''
  useEffect(() => {
    const timer = setTimeout(() => typed.trim() !== q && change({ q: typed.trim() || ' ' }), PAUSE)
    return () => clearTimeout(timer)
  }, [typed, q, change])
  const found = useQuery({ ...ask(searchCases, { q, limit: 50 }), enabled: q.length >= 2, placeholderData: keepPreviousData })
  const items = q.length >= 2 ? (found.data?.items ?? []) : []
  const rows = items.map(
    ({ case: row, excerpt }): QueueRowFacts => ({
      ...rowOf(t, row),
      ...(excerpt ? { preview: <Marked excerpt={excerpt} /> } : {}),
    }),
  )
  const open = (id: string) => {
    const row = items.find((one) => one.case.id === id)?.case
    if (!row) return
    rememberCase(row)
    go(caseLink(row.code, search))
  }
  return (
    <>
      <div style={{ padding: '0 16px 8px', display: 'flex', gap: 6, alignItems: 'flex-end' }}>
        <div style={{ flex: 1 }}>
          <TextField label={t.search} icon={IconSearch} placeholder={t.searchHint} value={typed} onChange={setTyped} autoFocus />
        </div>
        <IconButton icon={IconX} label={t.inbox} onClick={() => change({ q: undefined })} />
      </div>
      {rows.length > 0 && (
        <div style={{ padding: '0 16px 4px' }}>
          <Txt size={12} tone={3}>
            {found.data?.more ? t.foundMore(rows.length) : t.found(rows.length)}
          </Txt>
        </div>
      )}
      {found.isLoading && <Loading of="rows" rows={4} />}
      {found.error && <ErrorBox error={found.error} retry={() => void found.refetch()} />}
      <Queue
        label={t.search}
        groups={[{ id: 'found', title: '', rows }]}
        current={items.find((one) => one.case.code === current)?.case.id ?? null}
        onOpen={open}
        whenEmpty={q.length >= 2 && found.isSuccess && <Empty title={t.nothingFound(q)} says={t.nothingFoundSays} />}
      />
    </>
  )
}
