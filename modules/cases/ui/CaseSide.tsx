import { useState } from 'react'
import { CustomerPane } from '#customers/places'
import { Loading, PaneBody, Segmented, Stack, Txt, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import { caseWords } from './caseWords.ts'
import { useCase } from './useCase.ts'

const CaseFacts = later(() => import('./CaseFacts.tsx').then((loaded) => loaded.CaseFacts))

/** Beside the thread: the customer, or everything about the case itself. */
export function CaseSide({ reference }: { reference: string }) {
  const t = useText(caseWords)
  const [shown, setShown] = useState<'customer' | 'case'>('customer')
  const { data: detail, error } = useCase(reference)
  if (!detail && error) return null
  if (!detail) return <Loading of="card" rows={4} />
  return (
    <PaneBody>
      <div style={{ padding: '10px 16px 0' }}>
        <Segmented
          label={t.side}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'customer', label: t.loadedOn },
            { value: 'case', label: t.about },
          ]}
        />
      </div>
      {shown === 'case' && <CaseFacts detail={detail} />}
      {shown === 'customer' && detail.customer && <CustomerPane customerId={detail.customer.id} />}
      {shown === 'customer' && !detail.customer && (
        <Stack pad={16}>
          <Txt tone={3}>{t.noCustomer}</Txt>
        </Stack>
      )}
    </PaneBody>
  )
}
