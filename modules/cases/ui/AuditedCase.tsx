import { Link } from '#web/kit.tsx'
import { caseLink } from './address.ts'
import { useCase } from './useCase.ts'

/** The case behind an entry of the audit, by its code; whoever may not see it reads only its id. */
export function AuditedCase({ caseId }: { caseId: string }) {
  const { data } = useCase(caseId)
  return data ? <Link to={caseLink(data.code)}>{data.code}</Link> : caseId
}
