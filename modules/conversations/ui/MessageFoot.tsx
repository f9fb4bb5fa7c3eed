import { useEffect, useState } from 'react'
import { call } from '#web/api.ts'
import { format, Row, say, sayFailure, Txt, unsay, useLanguage, useMe, useText } from '#web/kit.tsx'
import { later } from '#web/later.tsx'
import { type Message, resendReply, undoReply } from '../contract.ts'
import { refresh } from './refresh.ts'
import { words } from './words.ts'

const ReturnedMail = later(() => import('./ReturnedMail.tsx').then((loaded) => loaded.ReturnedMail))

/** Takes a reply back; its text goes to the draft again. */
export async function takeBack(messageId: string) {
  await call(undoReply, { id: messageId })
  unsay(messageId)
  await refresh()
}

/** Below our own message: the seconds in which it can be taken back, when it will leave, why it came back, or that its fate is unknown. */
export function MessageFoot({ message }: { message: Message }) {
  const t = useText(words)
  const language = useLanguage()
  const me = useMe()
  const { undoUntil, sendAt, delivery, author, id } = message
  const left = useSecondsUntil(undoUntil)
  const isMine = author?.id === me.id
  if (delivery === 'cancelled') return <Foot says={t.takenBack} />
  if (delivery === 'bounced') return <ReturnedMail message={message} />
  if (delivery === 'unknown') return <Foot says={t.unknownFate} verb={t.resend} does={() => resend(id, t.resent)} />
  if (sendAt)
    return <Foot says={t.leavesAt(format.dateTime(sendAt, language))} verb={isMine && t.takeBack} does={() => undo(id, t.textBack)} />
  if (left > 0) return <Foot says={t.leavesIn(left)} verb={isMine && t.undo} does={() => undo(id, t.textBack)} />
  return null
}

function Foot({ says, verb, does }: { says: string; verb?: string | false; does?: () => void }) {
  return (
    <Row gap={8} justify="flex-end">
      <Txt size={12} tone={3} num>
        {says}
      </Txt>
      {verb && (
        <button type="button" className="link" style={{ fontSize: 12 }} onClick={does}>
          {verb}
        </button>
      )}
    </Row>
  )
}

const undo = (id: string, says: string) => takeBack(id).then(() => say(says), sayFailure)

/** Sends a mail again whose fate is unknown. */
const resend = (id: string, says: string) =>
  call(resendReply, { id }).then(() => {
    say(says)
    return refresh()
  }, sayFailure)

function useSecondsUntil(moment: Date | null): number {
  const [now, setNow] = useState(() => Date.now())
  const until = moment?.getTime() ?? 0
  useEffect(() => {
    if (until <= Date.now()) return
    const timer = setInterval(() => {
      setNow(Date.now())
      if (Date.now() >= until) clearInterval(timer)
    }, 500)
    return () => clearInterval(timer)
  }, [until])
  return Math.max(0, Math.ceil((until - now) / 1000))
}
