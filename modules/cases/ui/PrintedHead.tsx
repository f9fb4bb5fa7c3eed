import { Facts, format, Txt, useChannelName, useLanguage, useMe, useSeverityName, useText } from '#web/kit.tsx'
import type { CaseDetail } from '../contract.ts'
import { caseWords } from './caseWords.ts'
import { clockName, clocksShown, levelOf } from './look.ts'
import { useNamed } from './names.ts'
import css from './printed.module.css'
import { useThread } from './useCase.ts'
import { words } from './words.ts'

/** The head of a case on paper: what the screen shows in chips, menus and the pane beside it, in words. */
export function PrintedHead({ detail }: { detail: CaseDetail }) {
  const t = useText(words)
  const c = useText(caseWords)
  const me = useMe()
  const language = useLanguage()
  const named = useNamed()
  const channel = useChannelName(detail.channel)
  const severity = useSeverityName(levelOf(detail.severity))
  const clocks = useClocks(detail)
  const { more } = useThread(detail)
  const { code, subject, customer, status, handler, owner, unit, createdAt } = detail
  const who = customer ? `${[customer.honorific, customer.name].filter(Boolean).join(' ')} (${customer.code})` : t.unknownCustomer
  return (
    <header className={css.head}>
      <Txt num>{code}</Txt>
      <h1>{subject}</h1>
      <Facts
        columns={3}
        facts={[
          { label: c.customer, value: who },
          { label: t.wState, value: named(status) },
          { label: t.wSeverity, value: severity },
          { label: c.handler, value: handler?.name ?? c.pool(unit.name) },
          { label: c.owner, value: owner.name },
          { label: c.unit, value: unit.name },
          { label: c.channel, value: channel },
          { label: c.openedAt, value: format.dateTime(createdAt, language) },
          ...clocks,
        ]}
      />
      <Txt size={12} as="p">
        {c.printed(format.dateTime(new Date(), language), me.name)}
      </Txt>
      {more.has && (
        <Txt weight={600} as="p">
          {c.olderLeftOut}
        </Txt>
      )}
    </header>
  )
}

/** Each deadline with the moment it is due and, once it is over, how it ended. */
function useClocks({ clocks }: CaseDetail) {
  const t = useText(words)
  const c = useText(caseWords)
  const language = useLanguage()
  const state = { running: '', paused: c.clockPaused, met: c.clockMet, breached: c.clockBreached, cancelled: c.clockCancelled }
  return clocksShown(clocks).map((clock) => ({
    label: clock.title && clock.kind === 'promise' ? `${clockName(t, clock.kind)}: ${clock.title}` : clockName(t, clock.kind),
    value: [format.dateTime(clock.dueAt, language), state[clock.state]].filter(Boolean).join(', '),
  }))
}
