import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask, call, tell } from '#web/api.ts'
import { Banner, Button, Form, Modal, Stack, say, Txt, useGo, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import type { Customer } from '../contract/shapes.ts'
import { findDuplicates, mergeCustomers, undoMerge } from '../contract.ts'
import { likeWhy } from '../text/names.ts'
import { words } from '../text/screens.ts'
import { CustomerPicker } from './CustomerPicker.tsx'
import { titleOf } from './named.ts'

/** Lets this customer live on in another. Proposes who looks the same; can be taken back at once, and later from the page. */
export function MergeDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const t = useText(words)
  const go = useGo()
  const [intoId, setIntoId] = useState<string | null>(null)
  const again = () => queries.invalidateQueries({ queryKey: ['customers'] })
  const merge = useMutation({
    ...tell(mergeCustomers),
    onSuccess: async ({ mergeId, code }) => {
      onClose()
      go(`/khach/${code}`)
      say(t.merged(code), { undo: () => call(undoMerge, { id: mergeId }).then(again) })
      await again()
    },
  })
  return (
    <Modal open onClose={onClose} title={t.mergeTitle(customer.code)} size={560}>
      <Form
        onSubmit={() => intoId && merge.mutate({ id: customer.id, intoId })}
        error={merge.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button
              label={t.mergeVerb}
              variant="filled"
              type="submit"
              busy={merge.isPending}
              disabledBecause={intoId === null && t.mergePick}
            />
          </>
        }
      >
        <Txt tone={2}>{t.mergeSays}</Txt>
        <Alike customer={customer} onPick={setIntoId} />
        <CustomerPicker label={t.mergeInto} value={intoId} onChange={setIntoId} kind={customer.kind} without={customer.id} required />
      </Form>
    </Modal>
  )
}

function Alike({ customer, onPick }: { customer: Customer; onPick: (id: string) => void }) {
  const t = useText(words)
  const why = useText(likeWhy)
  const asked = { name: customer.name, provinceCode: customer.address.provinceCode ?? undefined, notId: customer.id }
  const { data = [] } = useQuery(ask(findDuplicates, asked))
  const alike = data.filter(({ kind }) => kind === customer.kind)
  if (alike.length === 0) return null
  return (
    <Banner tint="lam">
      <Stack gap={6} align="flex-start">
        <span>{t.maybeSame}</span>
        {alike.slice(0, 4).map((one) => (
          <Button
            key={one.id}
            size="sm"
            label={[titleOf(one), one.phone, one.code, one.why.map((reason) => why[reason]).join(', ')].filter(Boolean).join(' · ')}
            onClick={() => onPick(one.id)}
          />
        ))}
      </Stack>
    </Banner>
  )
}
