import {
  IconAlarmPlus,
  IconAlarmSnooze,
  IconArchive,
  IconArrowsJoin2,
  IconArrowUp,
  IconBan,
  IconDots,
  IconEye,
  IconLink,
  IconMailOff,
  IconPrinter,
  IconSitemap,
  IconTags,
  IconUserPlus,
  IconUsersPlus,
  IconX,
} from '@tabler/icons-react'
import { call } from '#web/api.ts'
import { Menu, type MenuEntry, printPage, say, sayFailure, useLanguage, useText } from '#web/kit.tsx'
import {
  addParticipants,
  type CaseDetail,
  classifyCase,
  closeCase,
  markSpam,
  mergeCase,
  raiseTier,
  readCase,
  snoozeCase,
} from '../contract.ts'
import { caseLink } from './address.ts'
import type { Asking } from './CaseDialog.tsx'
import { caseWords } from './caseWords.ts'
import { refresh } from './refresh.ts'
import { useChange } from './useChange.ts'

type Given = { detail: CaseDetail; ask: (asking: Asking) => void; onUnread: () => void }

/** What is done more rarely. */
export function CaseMenu({ detail, ask, onUnread }: Given) {
  const c = useText(caseWords)
  const ways = useWays({ detail, ask, onUnread })
  return <Menu label={c.menu} trigger={{ icon: IconDots, label: c.menu }} items={ways} />
}

function useWays({ detail, ask, onUnread }: Given): MenuEntry[] {
  const c = useText(caseWords)
  const { id, version, code, tier, mergedInto, may } = detail
  const end = useEndings(detail, ask)
  const copy = () => navigator.clipboard.writeText(`${location.origin}${caseLink(code)}`).then(() => say(c.linkCopied), sayFailure)
  const unread = () => {
    onUnread()
    call(readCase, { id, unread: true }).then(refresh, sayFailure)
  }
  const open = (what: 'assign' | 'snooze' | 'classify' | 'promise' | 'escalate' | 'merge' | 'link' | 'parent' | 'invite') => () =>
    ask({ what, row: detail })
  const spam = useChange(markSpam, ({ spam: on }) => (on ? c.spamSet : c.spamDropped))
  const wake = useChange(snoozeCase, c.woken)
  const print: MenuEntry = { label: c.print, icon: IconPrinter, onClick: printPage }
  if (mergedInto) return [{ label: c.copyLink, icon: IconLink, onClick: copy }, print]
  return [
    may.assign && { label: c.assignTo, icon: IconUserPlus, kbd: 'a', onClick: open('assign') },
    detail.group !== 'done' && { label: c.snooze, icon: IconAlarmSnooze, kbd: 'h', does: snoozeCase, onClick: open('snooze') },
    may.classify && { label: c.classify, icon: IconTags, does: classifyCase, onClick: open('classify') },
    { label: c.promise, icon: IconAlarmPlus, does: classifyCase, onClick: open('promise') },
    { label: c.invite, icon: IconUsersPlus, does: addParticipants, onClick: open('invite') },
    tier !== 'L4' && { label: c.escalate, icon: IconArrowUp, does: raiseTier, onClick: open('escalate') },
    detail.snoozedUntil !== null && { label: c.wake, icon: IconEye, does: snoozeCase, onClick: () => wake.mutate({ id, until: null }) },
    'line',
    may.merge && { label: c.merge, icon: IconArrowsJoin2, does: mergeCase, onClick: open('merge') },
    { label: c.link, icon: IconLink, does: classifyCase, onClick: open('link') },
    { label: c.parent, icon: IconSitemap, does: classifyCase, onClick: open('parent') },
    'line',
    { label: c.copyLink, icon: IconLink, onClick: copy },
    print,
    { label: c.unread, icon: IconMailOff, onClick: unread },
    {
      label: detail.isSpam ? c.notSpam : c.spam,
      icon: IconBan,
      does: markSpam,
      danger: !detail.isSpam,
      onClick: () => spam.mutate({ id, spam: !detail.isSpam }),
    },
    ...end(version),
  ]
}

/** Closing and cancelling, as far as the state table lets them. */
function useEndings(detail: CaseDetail, ask: (asking: Asking) => void) {
  const c = useText(caseWords)
  const language = useLanguage()
  const close = useChange(closeCase, c.closed)
  const step = (action: 'close' | 'cancel') => detail.actions.find((one) => one.action === action && one.to !== null)
  const whyNot = (action: 'close' | 'cancel') => {
    const found = step(action)
    return found && !found.may ? (found.whyNot?.[language] ?? c.menu) : false
  }
  return (version: number): MenuEntry[] => [
    step('close') && {
      label: c.close,
      icon: IconArchive,
      does: closeCase,
      disabledBecause: whyNot('close'),
      onClick: () => close.mutate({ id: detail.id, version }),
    },
    step('cancel') && {
      label: c.cancel,
      icon: IconX,
      danger: true,
      does: closeCase,
      disabledBecause: whyNot('cancel'),
      onClick: () => ask({ what: 'cancel', row: detail }),
    },
  ]
}
