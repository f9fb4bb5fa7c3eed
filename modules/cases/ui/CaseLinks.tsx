import { IconX } from '@tabler/icons-react'
import { CardSection, format, IconButton, Link, Row, Spacer, Stack, Txt, useLanguage, useText } from '#web/kit.tsx'
import { type CaseDetail, setParent, undoMerge, unlinkCase } from '../contract.ts'
import { caseLink } from './address.ts'
import { caseWords } from './caseWords.ts'
import { useChange } from './useChange.ts'

type Brief = CaseDetail['children'][number]

/** Other cases this one belongs with: parent, children, links, follow-ups, what was merged into it. */
export function CaseLinks({ detail }: { detail: CaseDetail }) {
  const t = useText(caseWords)
  const { id, parent, children, links, followUpOf, followUps, merges, may } = detail
  const alone = useChange(setParent, t.parentDropped)
  const unlink = useChange(unlinkCase, t.unlinked)
  const split = useChange(undoMerge, t.mergeUndone)
  const kinds = { related: t.related, duplicate: t.duplicate }
  const drop = may.classify
  const rows: { brief: Brief; says: string; verb?: string; does?: () => void }[] = [
    ...(parent
      ? [{ brief: parent, says: t.parentOf, verb: t.dropLink, does: drop ? () => alone.mutate({ id, parentId: null }) : undefined }]
      : []),
    ...children.map((brief) => ({ brief, says: t.child })),
    ...(followUpOf ? [{ brief: followUpOf, says: t.followUpOf }] : []),
    ...followUps.map((brief) => ({ brief, says: t.followUp })),
    ...links.map(({ kind, case: brief }) => ({
      ...{ brief, says: kinds[kind], verb: t.dropLink },
      does: drop ? () => unlink.mutate({ id, toId: brief.id }) : undefined,
    })),
    ...merges.map(({ id: mergeId, from }) => ({
      ...{ brief: from, says: t.mergedFrom, verb: t.undoMerge },
      does: may.merge ? () => split.mutate({ id: mergeId }) : undefined,
    })),
  ]
  if (rows.length === 0) return null
  return (
    <CardSection title={t.links}>
      <Stack gap={10}>
        {rows.map((row) => (
          <Other key={`${row.says}.${row.brief.id}`} {...row} />
        ))}
      </Stack>
    </CardSection>
  )
}

function Other({
  brief: { code, seen, subject, createdAt },
  says,
  verb,
  does,
}: {
  brief: Brief
  says: string
  verb?: string
  does?: () => void
}) {
  const t = useText(caseWords)
  const language = useLanguage()
  return (
    <Row gap={8} align="center">
      <Stack gap={2}>
        <Row gap={6} align="center">
          {seen ? (
            <Link to={caseLink(code)}>{code}</Link>
          ) : (
            <Txt tone={3} title={t.hidden}>
              {code}
            </Txt>
          )}
          <Txt size={12} tone={3}>
            {[says, createdAt && format.shortDate(createdAt, language)].filter(Boolean).join(' · ')}
          </Txt>
        </Row>
        {subject && (
          <Txt size={13} trunc title={subject}>
            {subject}
          </Txt>
        )}
      </Stack>
      <Spacer />
      {does && <IconButton icon={IconX} size="small" label={verb ?? t.dropLink} onClick={does} />}
    </Row>
  )
}
