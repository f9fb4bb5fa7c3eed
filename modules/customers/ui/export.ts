import { Failure } from '#web/kit.tsx'
import { currentLanguage } from '#web/language.ts'
import type { ListFilters } from '../contract/ask.ts'

/** Saves the list as an Excel file; answers how many customers are in it. */
export async function saveSheet(filters: ListFilters, withContacts: boolean): Promise<number> {
  const answer = await fetch('/api/v1/customers/export', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json', 'accept-language': currentLanguage() },
    body: JSON.stringify({ ...filters, withContacts }),
  })
  if (!answer.ok) throw new Failure(answer.status, await answer.json().catch(() => ({})))
  const link = document.createElement('a')
  link.href = URL.createObjectURL(await answer.blob())
  link.download = /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'khach-hang.xlsx'
  link.click()
  URL.revokeObjectURL(link.href)
  return Number(answer.headers.get('x-row-count') ?? 0)
}
