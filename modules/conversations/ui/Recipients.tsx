import { useState } from 'react'
import { Row, Segmented, Stack, Txt, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import type { Conversation } from '../contract.ts'
import type { Draft } from './drafts.ts'
import { shortParties } from './parties.ts'
import { whomOf } from './whom.ts'
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
  const { isOwn, shown, all, alone } = whomOf(conversation, draft)
  if (open || (isOwn && draft.to.length === 0)) {
    return (
      <Stack gap={6}>
        <PartiesField label={t.to} value={draft.to} autoFocus={open} onChange={(to) => onChange({ to })} />
        <PartiesField label={t.cc} value={draft.cc} onChange={(cc) => onChange({ cc })} />
      </Stack>
    )
  }
  const choose = (patch: Partial<Draft>) => {
    onChange(patch)
    onWrite()
  }
  const edit = () => {
    if (!isOwn) onChange(shown)
    setOpen(true)
  }
  return (
    <Row gap={8} wrap>
      <Txt size={12} tone={2}>
        {shown.to.length > 0 ? `${t.to} ${shortParties(shown.to)}` : t.nobody}
        {shown.cc.length > 0 && ` · ${t.cc} ${shortParties(shown.cc)}`}
      </Txt>
      <Small says={t.edit} does={edit} />
      {all && <Small says={t.replyAll(all.to.length + all.cc.length)} does={() => choose(all)} />}
      {alone && <Small says={t.onlySender} does={() => choose(alone)} />}
    </Row>
  )
}

const Small = ({ says, does }: { says: string; does: () => void }) => (
  <button type="button" className="link" style={{ fontSize: 12 }} onClick={does}>
    {says}
  </button>
)
