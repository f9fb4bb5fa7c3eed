import { useLanguage, useText } from '#web/kit.tsx'
import { type CaseDetail, closeCase, setSeverity, setStatus } from '../contract.ts'
import type { Asking } from './CaseDialog.tsx'
import { caseWords } from './caseWords.ts'
import { levelOf } from './look.ts'
import { useNamed, useSeverityOptions } from './names.ts'
import { useChange, useChoices } from './useChange.ts'

type Ask = (asking: Asking) => void

/** The four levels: raising is done at once, lowering asks why. */
export function useSeverityMenu(detail: CaseDetail, ask: Ask) {
  const c = useText(caseWords)
  const levels = useSeverityOptions()
  const set = useChange(setSeverity, ({ severity }) => c.severitySet(levels.find(({ value }) => value === String(severity))?.label ?? ''))
  const now = levelOf(detail.severity)
  return levels.map(({ level, label }) => {
    const pick = () => {
      if (level === now) return
      if (level > now && level !== 1) ask({ what: 'lower', row: detail, severity: level })
      else set.mutate({ id: detail.id, version: detail.version, severity: level })
    }
    const disabledBecause = level > now && !detail.may.lowerSeverity && c.mayNotLower
    return { level, label, checked: level === now, onClick: pick, pick, kbd: String(level), disabledBecause }
  })
}

/** The company's statuses; those that cannot follow now say why. */
export function useStatusMenu(detail: CaseDetail, ask: Ask) {
  const c = useText(caseWords)
  const language = useLanguage()
  const named = useNamed()
  const statuses = useChoices()?.statuses ?? []
  const says = (id: unknown) =>
    c.statusSet(
      statuses
        .filter((status) => status.id === id)
        .map(named)
        .join(),
    )
  const set = useChange(setStatus, ({ statusId }) => says(statusId))
  const close = useChange(closeCase, c.closed)
  const { id, version, status: now } = detail
  return statuses
    .map((status) => {
      const step = detail.actions.find(({ to }) => to === status.category)
      const isHere = status.id === now.id
      const whyNot = isHere || status.category === now.category ? '' : step ? !step.may && (step.whyNot?.[language] ?? '') : c.menu
      const pick = () => {
        if (isHere) return
        if (status.category === 'resolved') ask({ what: 'resolve', row: detail })
        else if (status.category === 'cancelled') ask({ what: 'cancel', row: detail })
        else if (status.category === 'closed') close.mutate({ id, version })
        else if (step?.action === 'reopen') ask({ what: 'reopen', row: detail })
        else set.mutate({ id, version, statusId: status.id })
      }
      return {
        label: named(status),
        checked: isHere,
        onClick: pick,
        isPossible: isHere || status.category === now.category || step !== undefined,
        disabledBecause: whyNot,
      }
    })
    .filter(({ isPossible }) => isPossible)
}
