import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { z } from 'zod'
import { tell } from '#web/api.ts'
import { Banner, Button, Failure, Form, Modal, Stack, say, TextArea, Txt, useKeptFields, useText } from '#web/kit.tsx'
import { queries } from '#web/queries.ts'
import { rememberCustomer } from '../contract.ts'
import { words } from '../text/screens.ts'

const Faster = z.object({ memory: z.string() })

/** Writes "Ghi nhớ về khách". Who comes second sees what the first wrote before writing over it. */
export function MemoryDialog({ customer, onClose }: { customer: { id: string; memory: string }; onClose: () => void }) {
  const t = useText(words)
  const { values, set, forget, continued } = useKeptFields(`customers.memory.${customer.id}`, { memory: customer.memory })
  const { memory } = values
  const setMemory = (next: string) => set('memory', next)
  const [was, setWas] = useState(customer.memory)
  const write = useMutation({
    ...tell(rememberCustomer),
    onSuccess: () => {
      say(t.memorySaved)
      forget()
      onClose()
      return queries.invalidateQueries({ queryKey: ['customers'] })
    },
    onError: (error) => {
      const theirs = error instanceof Failure && error.code === 'customers.memoryMeanwhile' ? Faster.safeParse(error.facts).data : undefined
      if (theirs) setWas(theirs.memory)
    },
  })
  const isOther = was !== customer.memory
  return (
    <Modal open onClose={onClose} title={t.memory}>
      <Form
        onSubmit={() => write.mutate({ id: customer.id, was, memory })}
        error={write.error}
        actions={
          <>
            <Button label={t.cancel} onClick={onClose} />
            <Button label={t.save} variant="filled" type="submit" busy={write.isPending} />
          </>
        }
      >
        {continued}
        {isOther && (
          <Banner action={<Button size="sm" label={t.takeTheirs} onClick={() => setMemory(was)} />}>
            <Stack gap={4}>
              <span>{t.memoryTheirs}</span>
              <Txt pre>{was || '–'}</Txt>
            </Stack>
          </Banner>
        )}
        <TextArea label={t.memory} hint={t.memoryHint} rows={6} autoFocus name="memory" value={memory} onChange={setMemory} />
      </Form>
    </Modal>
  )
}
