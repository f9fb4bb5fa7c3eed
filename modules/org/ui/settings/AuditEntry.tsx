import { SYSTEM } from '#platform/context.ts'
import { Facts, format, Link, Stack, Txt, useLanguage, useText } from '#web/kit.tsx'
import { auditWords } from '../../text/audit.ts'
import { factWords } from '../../text/auditFacts.ts'
import { type Entry, factsOf, nameOf, type Said } from './auditFacts.ts'
import { Changes, changesOf } from './Changes.tsx'

/** The house itself has a name in each language. */
export const whoOf = ({ byId, byName }: Entry, house: string) => (byId === SYSTEM.id ? house : (byName ?? house))

export function Via({ via }: { via: string }) {
  const t = useText(auditWords)
  const names: Record<string, string> = { session: t.via_session, key: t.via_key, system: t.via_system, public: t.via_public }
  return names[via] ?? via
}

/** One entry in words; as the chain keeps it below, for whoever has to compare. */
export function AuditEntry({ entry }: { entry: Entry }) {
  const t = useText(auditWords)
  const language = useLanguage()
  const { at, via, customerId, caseId, facts, names } = entry
  const changes = changesOf(facts)
  const about = [
    ...(caseId ? [{ label: t.openCase, values: [nameOf(caseId, names)] }] : []),
    ...(customerId ? [{ label: t.openCustomer, values: [nameOf(customerId, names)] }] : []),
  ]
  return (
    <Stack gap={14}>
      <Facts
        columns={1}
        facts={[
          { label: t.when, value: format.dateTime(at, language) },
          { label: t.who, value: whoOf(entry, t.system) },
          { label: t.via, value: <Via via={via} /> },
          ...[...about, ...factsOf(entry, language)].map(({ label, values }) => ({ label, value: <Values values={values} /> })),
        ]}
      />
      {changes && <Changes of={changes} />}
      <Technical entry={entry} />
    </Stack>
  )
}

function Values({ values }: { values: readonly Said[] }) {
  return (
    <Stack gap={2}>
      {values.map(({ text, to }) =>
        to ? (
          <Link key={text} to={to}>
            {text}
          </Link>
        ) : (
          <Txt key={text}>{text}</Txt>
        ),
      )}
    </Stack>
  )
}

function Technical({ entry: { id, name, byId, caseId, customerId, facts } }: { entry: Entry }) {
  const t = useText(factWords)
  const raw = Object.entries({ id, byId, caseId, customerId, ...facts }).filter(([, value]) => value !== null)
  return (
    <details>
      <summary>{t.technical}</summary>
      <Facts
        columns={1}
        facts={[
          { label: t.eventName, value: name },
          ...raw.map(([label, value]) => ({
            label,
            value: <Txt num>{typeof value === 'string' ? value : JSON.stringify(value)}</Txt>,
          })),
        ]}
      />
    </details>
  )
}
