import type { Asking } from '../CaseDialog.tsx'
import { AssignDialog, ClassifyDialog, EscalateDialog, ReasonDialog, ResolveDialog } from './decisions.tsx'
import { LinkDialog, MergeDialog, ParentDialog, PromiseDialog } from './others.tsx'
import { SnoozeDialog } from './SnoozeDialog.tsx'
import { InviteDialog, SplitDialog } from './SplitDialog.tsx'

const PLAIN = {
  snooze: SnoozeDialog,
  resolve: ResolveDialog,
  assign: AssignDialog,
  classify: ClassifyDialog,
  escalate: EscalateDialog,
  merge: MergeDialog,
  link: LinkDialog,
  parent: ParentDialog,
  invite: InviteDialog,
  promise: PromiseDialog,
}

/** Whatever is being asked. */
export function Dialogs({ asking, onClose }: { asking: Asking; onClose: () => void }) {
  const { row } = asking
  if (asking.what === 'split') return <SplitDialog row={row} messageId={asking.messageId} subject={asking.subject} onClose={onClose} />
  if (asking.what === 'lower') return <ReasonDialog row={row} what="lower" severity={asking.severity} onClose={onClose} />
  if (asking.what === 'cancel' || asking.what === 'reopen') return <ReasonDialog row={row} what={asking.what} onClose={onClose} />
  const Shown = PLAIN[asking.what]
  return <Shown row={row} onClose={onClose} />
}
