import { notify } from '#notifications'
import type { Ctx } from '#platform/context.ts'
import { selectContact } from '../queries/contacts.ts'
import { selectOutgoing, selectPeopleWith } from '../queries/mail.ts'
import { troubleOf } from '../remote/trouble.ts'
import { text } from '../text.ts'

const LOOK_AFTER = ['team_lead', 'care_manager']
const MEND = ['administrator', 'care_manager']
/** A server that says "later" this often is no passing trouble any more. */
const MANY_TRIES = 3

/** Held mail is looked at by people: they are told, once a mail. What is clearly spam waits in silence. */
export async function tellOfHeld(ctx: Ctx, { contactId, reason }: { contactId: string; reason: string }) {
  const contact = await selectContact(ctx.db, contactId)
  if (contact?.state !== 'suspended') return
  const { subject = '', from } = contact.facts as { subject?: string; from?: { address?: string | null } }
  await notify(ctx, {
    kind: 'suspended',
    to: await selectPeopleWith(ctx.db, LOOK_AFTER),
    title: { vi: text.vi.heldMail, en: text.en.heldMail },
    detail: [from?.address, subject].filter(Boolean).join(' · ').slice(0, 200),
    link: `/cai-dat/thu-giu-lai?ly_do=${reason}`,
    dedupe: `channels.held:${contactId}`,
  })
}

/** Mail that does not leave though it was tried again and again: whoever can mend the server is told, once an hour. A lost permission at once, once a day. */
export async function tellOfStuck(ctx: Ctx, { outgoingId, state, detail }: { outgoingId: string; state: string; detail: string }) {
  if (state !== 'deferred') return
  const mail = await selectOutgoing(ctx.db, outgoingId)
  const isClosed = ['consent', 'client'].includes(troubleOf(detail))
  if (mail?.state !== 'deferred' || (mail.attempts < MANY_TRIES && !isClosed)) return
  const title = isClosed ? 'sendingClosed' : 'mailStuck'
  const when = ctx.now.toISOString().slice(0, isClosed ? 10 : 13)
  await notify(ctx, {
    kind: 'mail_failed',
    to: await selectPeopleWith(ctx.db, MEND),
    title: { vi: text.vi[title], en: text.en[title] },
    detail,
    link: '/cai-dat/kenh?muc=gui',
    dedupe: `channels.${title}:${when}`,
  })
}

/** A mailbox that cannot be fetched: whoever can mend it is told what to do, once a day for each kind of trouble. */
export async function tellOfMailbox(ctx: Ctx, { id, name, said }: { id: string; name: string; said: string }) {
  const trouble = troubleOf(said)
  const title = trouble === 'consent' || trouble === 'client' ? 'mailboxClosed' : 'mailboxStopped'
  await notify(ctx, {
    kind: 'suspended',
    to: await selectPeopleWith(ctx.db, MEND),
    title: { vi: text.vi[title](name), en: text.en[title](name) },
    detail: said,
    link: '/cai-dat/kenh',
    dedupe: `channels.mailbox:${id}:${trouble}:${ctx.now.toISOString().slice(0, 10)}`,
  })
}
