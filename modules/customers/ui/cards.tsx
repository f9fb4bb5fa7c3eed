import { IconPencil } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { tell } from '#web/api.ts'
import {
  Button,
  Card,
  confirm,
  format,
  IconButton,
  PersonCard,
  Row,
  Spacer,
  Stack,
  say,
  sayFailure,
  Txt,
  useLanguage,
  useText,
} from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import { queries } from '#web/queries.ts'
import type { Customer } from '../contract/shapes.ts'
import { rememberCustomer, undoMerge } from '../contract.ts'
import { words } from '../text/screens.ts'
import { titleOf } from './named.ts'
import { UpcomingDays } from './Timeline.tsx'

const MemoryDialog = later(() => import('./MemoryDialog.tsx').then((loaded) => loaded.MemoryDialog))

/** "Ghi nhớ về khách", and who wrote it. */
export function MemoryCard({ customer }: { customer: Customer }) {
  const t = useText(words)
  const language = useLanguage()
  const [writing, setWriting] = useState(false)
  const { memory, memoryChanged } = customer
  return (
    <Card
      title={t.memory}
      action={
        <IconButton icon={IconPencil} label={t.editMemory} size="small" does={rememberCustomer} orHide onClick={() => setWriting(true)} />
      }
    >
      <Stack gap={6}>
        <Txt pre tone={memory ? 1 : 3}>
          {memory || t.noMemory}
        </Txt>
        {memory && memoryChanged && (
          <Txt size={12} tone={3}>
            {t.memoryBy(memoryChanged.by || t.someone, format.date(memoryChanged.at, language))}
          </Txt>
        )}
      </Stack>
      {writing && <MemoryDialog customer={customer} onClose={() => setWriting(false)} />}
    </Card>
  )
}

export function UpcomingCard({ customer }: { customer: Customer }) {
  const t = useText(words)
  return (
    <Card title={t.upcoming}>
      <UpcomingDays upcoming={customer.upcoming} />
    </Card>
  )
}

/** The people one talks to in a company. */
export function PeopleCard({ customer }: { customer: Customer }) {
  const t = useText(words)
  return (
    <Card title={t.people}>
      <Stack gap={10}>
        {customer.people.length === 0 && <Txt tone={3}>{t.noPeople}</Txt>}
        {customer.people.map((one) => (
          <PersonCard
            key={one.id}
            id={one.id}
            name={titleOf({ ...one, kind: 'person' })}
            size={30}
            line={[one.phone, one.code].filter(Boolean).join(' · ')}
            to={`/khach/${one.code}`}
          />
        ))}
      </Stack>
    </Card>
  )
}

/** Who lives on in this customer, and the way back. */
export function MergedCard({ customer }: { customer: Customer }) {
  const t = useText(words)
  const language = useLanguage()
  const undo = useMutation({
    ...tell(undoMerge),
    onSuccess: () => {
      say(t.mergeUndone)
      return queries.invalidateQueries({ queryKey: ['customers'] })
    },
    onError: sayFailure,
  })
  const take = async (mergeId: string) => {
    if (await confirm({ title: t.undoMerge, consequences: t.undoMergeSays, verb: t.undoMerge })) undo.mutate({ id: mergeId })
  }
  return (
    <Card title={t.mergedHere}>
      <Stack gap={10}>
        {customer.merged.map(({ mergeId, name, code, by, at }) => (
          <Row key={mergeId} gap={8} align="center">
            <Stack gap={2}>
              <Txt>{t.mergedFrom(name, code)}</Txt>
              <Txt size={12} tone={3}>
                {[by, format.date(at, language)].filter(Boolean).join(' · ')}
              </Txt>
            </Stack>
            <Spacer />
            <Button size="sm" label={t.undoMerge} does={undoMerge} orHide busy={undo.isPending} onClick={() => void take(mergeId)} />
          </Row>
        ))}
      </Stack>
    </Card>
  )
}
