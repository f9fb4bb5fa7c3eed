import { IconAlarmSnooze, IconCheck, IconHandGrab, IconRotate, IconUserPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import {
  Avatars,
  Button,
  Chip,
  ClockChip,
  CustomerTier,
  IconButton,
  Menu,
  PaneHead,
  Row,
  Severity,
  Spacer,
  StatusChip,
  say,
  TierChip,
  Txt,
  useKeys,
  useLanguage,
  useSeverityName,
  useText,
} from '#web/kit.tsx'
import type { Present } from '#web/live.ts'
import { Here } from '#web/place.tsx'
import { type CaseDetail, takeCase } from '../contract.ts'
import type { Asking } from './CaseDialog.tsx'
import { CaseMenu } from './CaseMenu.tsx'
import { CallButton, CustomerStrip } from './CustomerStrip.tsx'
import { caseWords } from './caseWords.ts'
import { dueClock, levelOf, tierName } from './look.ts'
import { useNamed } from './names.ts'
import { caseActions } from './places.ts'
import { useChange } from './useChange.ts'
import { useSeverityMenu, useStatusMenu } from './useMenus.ts'
import { usePhone } from './usePhone.ts'
import { words } from './words.ts'

type Given = {
  detail: CaseDetail
  back: string
  onCustomer: () => void
  ask: (asking: Asking) => void
  others: Present[]
  onUnread: () => void
}

/** What the case is about, how urgent, where it stands, who works on it and why, and what can be done. */
export function CaseHead({ detail, back, onCustomer, ask, others, onUnread }: Given) {
  const t = useText(words)
  const isPhone = usePhone()
  const clock = dueClock(t, detail.due)
  useHeadKeys(detail, ask)
  return (
    <>
      <PaneHead
        level={isPhone ? 1 : 2}
        title={<span title={detail.subject}>{detail.subject}</span>}
        back={back}
        onCustomer={isPhone ? undefined : onCustomer}
        open
        actions={
          <>
            {clock && !isPhone && <ClockChip clock={clock} pill full />}
            {isPhone && <CallButton customer={detail.customer} />}
            {isPhone && <CaseMenu detail={detail} ask={ask} onUnread={onUnread} />}
          </>
        }
        second={
          isPhone ? (
            <>
              {clock && <ClockChip clock={clock} full />}
              <Code>{detail.code}</Code>
            </>
          ) : (
            <>
              <Marks detail={detail} ask={ask} isPhone={false} />
              <Spacer />
              <CaseMenu detail={detail} ask={ask} onUnread={onUnread} />
              <Does detail={detail} ask={ask} isPhone={false} />
            </>
          )
        }
      />
      {isPhone && <CustomerStrip customer={detail.customer} onOpen={onCustomer} />}
      {isPhone && (
        <Row gap={6} align="center" wrap pad="6px 16px 4px">
          <Marks detail={detail} ask={ask} isPhone />
          <Spacer />
          <Does detail={detail} ask={ask} isPhone />
        </Row>
      )}
      <WhoAndWhy detail={detail} others={others} ask={ask} />
    </>
  )
}

/** Severity, status and tier; the first two are menus. */
function Marks({ detail, ask, isPhone }: { detail: CaseDetail; ask: (asking: Asking) => void; isPhone: boolean }) {
  const t = useText(words)
  const c = useText(caseWords)
  const named = useNamed()
  const { severity, status, code, tier, customer, isTest } = detail
  const severities = useSeverityMenu(detail, ask)
  const levelName = useSeverityName(levelOf(severity))
  const statuses = useStatusMenu(detail, ask)
  const rank = customer && tierName(t, customer.tier)
  return (
    <>
      <Menu
        side="bottom-start"
        trigger={<Bare label={c.changeSeverity(levelName)}>{<Severity level={levelOf(severity)} chip />}</Bare>}
        items={severities}
      />
      <Menu
        side="bottom-start"
        trigger={<Bare label={c.changeStatus(named(status))}>{<StatusChip category={status.category} label={named(status)} />}</Bare>}
        items={statuses}
      />
      {tier !== 'L1' && <TierChip tier={tier} />}
      {rank && !isPhone && <CustomerTier label={rank} />}
      {!isPhone && <Code>{code}</Code>}
      {isTest && <Chip small>{c.testCase}</Chip>}
    </>
  )
}

const Code = ({ children }: { children: string }) => (
  <Txt size={12} tone={3} num>
    {children}
  </Txt>
)

/** A chip one can press. */
const Bare = ({ label, children }: { label: string; children: ReactNode }) => (
  <button type="button" aria-label={label} style={{ border: 0, background: 'none', padding: '2px 0', cursor: 'pointer', borderRadius: 6 }}>
    {children}
  </button>
)

/** Take it, hand it on, later, done: the filled one is what this case most needs now. */
function Does({ detail, ask, isPhone }: { detail: CaseDetail; ask: (asking: Asking) => void; isPhone: boolean }) {
  const c = useText(caseWords)
  const language = useLanguage()
  const take = useChange(takeCase, c.taken)
  const { may, mergedInto } = detail
  if (mergedInto) return null
  const resolve = detail.actions.find(({ action, to }) => action === 'resolve' && to !== null)
  const reopen = detail.actions.find(({ action, to }) => action === 'reopen' && to !== null)
  return (
    <>
      <Here place={caseActions} given={{ caseId: detail.id, customerId: detail.customer?.id ?? null }} />
      {may.assign && !isPhone && (
        <IconButton icon={IconUserPlus} label={c.assignTo} kbd="a" onClick={() => ask({ what: 'assign', row: detail })} />
      )}
      {resolve && !isPhone && (
        <IconButton icon={IconAlarmSnooze} label={c.snooze} kbd="h" onClick={() => ask({ what: 'snooze', row: detail })} />
      )}
      {may.take && (
        <Button
          size="sm"
          variant="filled"
          icon={IconHandGrab}
          label={c.take}
          busy={take.isPending}
          onClick={() => take.mutate({ id: detail.id })}
        />
      )}
      {resolve && (
        <Button
          size="sm"
          icon={IconCheck}
          label={c.done}
          kbd="e"
          disabledBecause={!resolve.may && (resolve.whyNot?.[language] ?? '')}
          onClick={() => ask({ what: 'resolve', row: detail })}
        />
      )}
      {reopen && (
        <Button
          size="sm"
          icon={IconRotate}
          label={c.reopen}
          disabledBecause={!reopen.may && (reopen.whyNot?.[language] ?? '')}
          onClick={() => ask({ what: 'reopen', row: detail })}
        />
      )}
    </>
  )
}

/** One line: who works on it, why it came to them, who else is looking. */
function WhoAndWhy({ detail, others, ask }: Pick<Given, 'detail' | 'others' | 'ask'>) {
  const c = useText(caseWords)
  const language = useLanguage()
  const { handler, unit, assignedWhy, may } = detail
  const who = handler ? handler.name : c.pool(unit.name)
  return (
    <div style={{ padding: '0 16px 8px', borderBottom: '1px solid var(--line)', minWidth: 0 }}>
      <Row gap={6} align="center">
        <Txt size={12} tone={2} trunc title={assignedWhy?.[language]}>
          <Txt size={12} weight={500}>
            {may.assign ? (
              <button type="button" className="link" onClick={() => ask({ what: 'assign', row: detail })}>
                {who}
              </button>
            ) : (
              who
            )}
          </Txt>
          {assignedWhy && ` · ${assignedWhy[language]}`}
        </Txt>
        <Spacer />
        {others.length > 0 && (
          <>
            <Avatars people={others} />
            <Txt size={12} tone={others.some(({ typing }) => typing) ? 'nghe' : 3} trunc title={others.map(({ name }) => name).join(', ')}>
              {others.some(({ typing }) => typing) ? c.isTyping(names(others.filter(({ typing }) => typing))) : c.alsoHere(names(others))}
            </Txt>
          </>
        )}
      </Row>
    </div>
  )
}

/** As colleagues call each other, by the last word of the name: the line is short, the whole names stand under the pointer. */
const names = (people: Present[]) => people.map(({ name }) => name.trim().split(/\s+/).at(-1)).join(', ')

function useHeadKeys(detail: CaseDetail, ask: (asking: Asking) => void) {
  const c = useText(caseWords)
  const levels = useSeverityMenu(detail, ask)
  const hindrance = useHindrance(detail)
  const isOpen = detail.actions.some(({ action, may }) => action === 'resolve' && may)
  useKeys([
    { keys: 'e', says: c.done, does: () => (isOpen ? ask({ what: 'resolve', row: detail }) : say(hindrance, { tone: 'bad' })) },
    { keys: 'h', says: c.snooze, does: () => ask({ what: 'snooze', row: detail }), when: isOpen },
    { keys: 'a', says: c.assignTo, does: () => ask({ what: 'assign', row: detail }), when: detail.may.assign },
    ...levels.map(({ level, label, pick, disabledBecause }) => ({
      keys: String(level),
      says: c.setSeverity(label),
      does: pick,
      when: !disabledBecause,
    })),
  ])
}

/** Why this case cannot be marked as done, for whoever pressed the key. */
function useHindrance({ mergedInto, status, actions }: CaseDetail): string {
  const c = useText(caseWords)
  const language = useLanguage()
  const named = useNamed()
  const resolve = actions.find(({ action }) => action === 'resolve')
  if (mergedInto) return c.mergedSays(mergedInto.code)
  return (resolve?.to && resolve.whyNot?.[language]) || c.doneAlready(named(status))
}
