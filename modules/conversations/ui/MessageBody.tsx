import { useMemo, useState } from 'react'
import { Banner, HtmlMessage, Stack, Txt, useText } from '#web/kit.tsx'
import type { Message } from '../contract.ts'
import { mailHtml } from './mailHtml.ts'
import { shortParties } from './parties.ts'
import { TypedWords } from './TypedWords.tsx'
import { words } from './words.ts'

/** What one message says: its text or its HTML, history folded away, foreign pictures only when asked for. */
export function MessageBody({ message }: { message: Message }) {
  const t = useText(words)
  const { verified, direction, cc, to, channel } = message
  const isCopied = cc.length > 0 || to.length > 1
  return (
    <Stack gap={6}>
      {!verified && direction === 'in' && <Banner tint="nghe">{t.unverified}</Banner>}
      {isCopied && channel === 'mail' && direction !== 'note' && (
        <Txt size={12} tone={3}>
          {t.to} {shortParties(to)}
          {cc.length > 0 && ` · ${t.cc} ${shortParties(cc)}`}
        </Txt>
      )}
      {message.html ? <Mail message={message} html={message.html} /> : <Plain message={message} />}
    </Stack>
  )
}

function Mail({ message, html }: { message: Message; html: string }) {
  const t = useText(words)
  const [allowed, setAllowed] = useState(false)
  const parts = useMemo(() => mailHtml(html, allowed), [html, allowed])
  const inline = useMemo(
    () =>
      Object.fromEntries(
        message.attachments.flatMap(({ id, contentId }) => (contentId ? [[contentId.replace(/[<>]/g, ''), `/api/v1/files/${id}`]] : [])),
      ),
    [message.attachments],
  )
  if (!parts.isRich && parts.blocked === 0) return <Plain message={message} />
  return (
    <>
      {parts.blocked > 0 && (
        <Banner
          tint="nghe"
          action={
            <button type="button" className="link" onClick={() => setAllowed(true)}>
              {t.showPictures}
            </button>
          }
        >
          {t.pictures}
        </Banner>
      )}
      <HtmlMessage html={parts.html} quoted={parts.quoted} inline={inline} imagesAllowed={allowed} />
    </>
  )
}

function Plain({ message: { text, quoted, mentions } }: { message: Message }) {
  const t = useText(words)
  const [unfolded, setUnfolded] = useState(false)
  return (
    <>
      <TypedWords text={text} mentions={mentions} />
      {quoted && (
        <div>
          <button type="button" className="link" aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)} style={{ fontSize: 12 }}>
            {unfolded ? t.hideQuoted : t.quoted}
          </button>
          {unfolded && (
            <blockquote style={{ margin: '6px 0 0', paddingLeft: 10, borderLeft: '2px solid var(--line2)', color: 'var(--tx2)' }}>
              <TypedWords text={quoted} />
            </blockquote>
          )}
        </div>
      )}
    </>
  )
}
