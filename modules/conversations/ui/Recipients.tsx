import { useState } from 'react'
import { Row, Segmented, Stack, Txt, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import type { Conversation } from '../contract.ts'
import type { Draft } from './drafts.ts'
import { shortParties } from './parties.ts'
import { words } from './words.ts'

const PartiesField = later(() => import('./PartiesField.tsx').then((loaded) => loaded.PartiesField))

export type By = 'mail' | 'log'
type Given = { conversation: Conversation; draft: Draft; onChange: (patch: Partial<Draft>) => void; onWrite: () => void }

/** Whom the reply goes to: one line, opened when it must be changed. Where the channel cannot send, the choice between mail and a note of what was said. */
export function Recipients({ by, onBy, ...given }: Given & { by: By; onBy: (by: By) => void }) {
  const t = useText(words)
  const { sends, to } = given.conversation
  return (
    <Stack gap={6}>
      {!sends && to.length > 0 && (
        <Segmented
          label={t.how}
          value={by}
          onChange={onBy}
          options={[
            { value: 'log', label: t.byLog },
            { value: 'mail', label: t.byMail },
          ]}
        />
      )}
      {by === 'mail' && <Whom {...given} />}
    </Stack>
  )
}

function Whom({ conversation, draft, onChange, onWrite }: Given) {
  const t = useText(words)
  const [open, setOpen] = useState(false)
  const isOwn = draft.to.length + draft.cc.length > 0
  if (open || (isOwn && draft.to.length === 0)) {
    return (
      <Stack gap={6}>
        <PartiesField label={t.to} value={draft.to} autoFocus={open} onChange={(to) => onChange({ to })} />
        <PartiesField label={t.cc} value={draft.cc} onChange={(cc) => onChange({ cc })} />
      </Stack>
    )
  }
  const { to, allTo, allCc } = conversation
  const shown = isOwn ? draft : { to, cc: [] }
  const others = allTo.length + allCc.length
  const choose = (patch: Partial<Draft>) => {
    onChange(patch)
    onWrite()
  }
  const edit = () => {
    if (!isOwn) onChange({ to })
    setOpen(true)
  }
  return (
    <Row gap={8} wrap>
      <Txt size={12} tone={2}>
        {shown.to.length > 0 ? `${t.to} ${shortParties(shown.to)}` : t.nobody}
        {shown.cc.length > 0 && ` · ${t.cc} ${shortParties(shown.cc)}`}
      </Txt>
      <Small says={t.edit} does={edit} />
      {others > to.length && !isOwn && <Small says={t.replyAll(others)} does={() => choose({ to: allTo, cc: allCc })} />}
      {isOwn && !isSame(draft, to) && <Small says={t.onlySender} does={() => choose({ to: [], cc: [] })} />}
    </Row>
  )
}

/** Chosen by hand, and yet what a reply would do by itself. */
const isSame = (draft: Draft, to: Conversation['to']) =>
  draft.cc.length === 0 && draft.to.map(({ address }) => address).join() === to.map(({ address }) => address).join()

const Small = ({ says, does }: { says: string; does: () => void }) => (
  <button type="button" className="link" style={{ fontSize: 12 }} onClick={does}>
    {says}
  </button>
)
