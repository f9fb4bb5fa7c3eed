import { IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '#web/api.ts'
import {
  Avatar,
  Button,
  CardSection,
  Facts,
  format,
  IconButton,
  Row,
  Spacer,
  Stack,
  TagsField,
  Txt,
  useChannelName,
  useLanguage,
  useText,
} from '#web/kit.tsx'
import { Here } from '#web/place.tsx'
import { addParticipants, type CaseDetail, listTags, removeParticipant, tagCase } from '../contract.ts'
import { CaseClocks } from './CaseClocks.tsx'
import { type Asking, CaseDialog } from './CaseDialog.tsx'
import { CaseLinks } from './CaseLinks.tsx'
import { caseWords } from './caseWords.ts'
import { useNamed } from './names.ts'
import { caseSections } from './places.ts'
import { useChange } from './useChange.ts'

/** Everything about the case itself: its classification, deadlines, tags, people and other cases. */
export function CaseFacts({ detail }: { detail: CaseDetail }) {
  const t = useText(caseWords)
  const [asking, setAsking] = useState<Asking>()
  return (
    <>
      <CardSection
        title={t.factsTitle}
        action={
          detail.may.classify && (
            <Button size="sm" variant="subtle" label={t.edit} onClick={() => setAsking({ what: 'classify', row: detail })} />
          )
        }
      >
        <About detail={detail} />
      </CardSection>
      <CaseClocks detail={detail} onAdd={() => setAsking({ what: 'promise', row: detail })} />
      <Tags detail={detail} />
      <Followers detail={detail} onAdd={() => setAsking({ what: 'invite', row: detail })} />
      <CaseLinks detail={detail} />
      <Here place={caseSections} given={{ caseId: detail.id, customerId: detail.customer?.id ?? null }} />
      {asking && <CaseDialog asking={asking} onClose={() => setAsking(undefined)} />}
    </>
  )
}

function About({ detail }: { detail: CaseDetail }) {
  const t = useText(caseWords)
  const named = useNamed()
  const language = useLanguage()
  const channel = useChannelName(detail.channel)
  const at = (when: Date | null) => (when ? format.dateTime(when, language) : t.none)
  const { type, cause, resolution, resolutionNote, owner, handler, unit, tier, createdAt, createdBy, firstResponseAt, firstResolvedAt } =
    detail
  return (
    <Facts
      columns={2}
      facts={[
        { label: t.type, value: type ? named(type) : t.none },
        { label: t.cause, value: cause ? named(cause) : t.none },
        { label: t.handler, value: handler?.name ?? t.nobody },
        { label: t.owner, value: owner.name },
        { label: t.unit, value: unit.name },
        { label: t.tier, value: tier },
        { label: t.channel, value: channel },
        { label: t.openedBy, value: createdBy.name },
        { label: t.openedAt, value: at(createdAt) },
        { label: t.firstResponse, value: at(firstResponseAt) },
        { label: t.firstResolved, value: at(firstResolvedAt) },
        { label: t.reopenedTimes, value: detail.reopenedCount },
        ...(resolution ? [{ label: t.resolution, value: named(resolution) }] : []),
        ...(resolutionNote ? [{ label: t.noteField, value: resolutionNote }] : []),
      ]}
    />
  )
}

function Tags({ detail: { id, tags, may } }: { detail: CaseDetail }) {
  const t = useText(caseWords)
  const change = useChange(tagCase, t.tagged)
  const known = (useQuery({ ...ask(listTags, {}), staleTime: 60_000 }).data ?? []).map(({ tag }) => tag)
  const set = (next: string[]) => {
    const add = next.filter((tag) => !tags.includes(tag))
    const remove = tags.filter((tag) => !next.includes(tag))
    if (add.length + remove.length > 0) change.mutate({ id, add, remove })
  }
  return (
    <CardSection title={t.tags}>
      <TagsField label={t.editTags} value={tags} onChange={set} suggestions={known} placeholder={t.addTag} disabled={!may.classify} />
    </CardSection>
  )
}

function Followers({ detail: { id, participants, may }, onAdd }: { detail: CaseDetail; onAdd: () => void }) {
  const t = useText(caseWords)
  const remove = useChange(removeParticipant, t.removed)
  const why = { mentioned: t.mentionedWhy, invited: t.invitedWhy, wrote: t.wroteWhy }
  return (
    <CardSection
      title={t.followers}
      action={<Button size="sm" variant="subtle" label={t.inviteVerb} does={addParticipants} orHide onClick={onAdd} />}
    >
      <Stack gap={6}>
        {participants.length === 0 && <Txt tone={3}>{t.none}</Txt>}
        {participants.map((person) => (
          <Row key={person.id} gap={8} align="center">
            <Avatar id={person.id} name={person.name} size={24} />
            <Txt trunc>{person.name}</Txt>
            <Txt size={12} tone={3}>
              {why[person.why]}
            </Txt>
            <Spacer />
            {may.classify && (
              <IconButton
                icon={IconX}
                size="small"
                label={t.remove(person.name)}
                onClick={() => remove.mutate({ id, personId: person.id })}
              />
            )}
          </Row>
        ))}
      </Stack>
    </CardSection>
  )
}
