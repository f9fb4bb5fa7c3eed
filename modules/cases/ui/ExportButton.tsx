import { IconFileSpreadsheet } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { Failure, IconButton, say, sayFailure, useAddress, useText } from '#web/kit.tsx'
import { currentLanguage } from '#web/language.ts'
import { exportText } from '../text/export.ts'
import { type Filter, readFilter } from './address.ts'

/** The view as it stands as an Excel file; not shown to people who may never take it out. */
export function ExportButton() {
  const t = useText(exportText)
  const { search } = useAddress()
  const save = useMutation({
    mutationFn: () => saveSheet(readFilter(search).filter),
    onSuccess: (rows) => say(t.exported(rows)),
    onError: sayFailure,
  })
  return (
    <IconButton icon={IconFileSpreadsheet} label={t.export} does="cases.export" orHide onClick={() => save.isPending || save.mutate()} />
  )
}

/** Saves the sheet; answers how many cases are in it. */
async function saveSheet(filter: Filter): Promise<number> {
  const answer = await fetch('/api/v1/cases/export', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'accept-language': currentLanguage() },
    body: JSON.stringify(filter),
  })
  if (!answer.ok) throw new Failure(answer.status, await answer.json().catch(() => ({})))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'phieu.xlsx'
  link.click()
  URL.revokeObjectURL(link.href)
  return Number(answer.headers.get('x-row-count') ?? 0)
}
