import { z } from 'zod'
import { receiveForm, receiveMail } from '#channels'
import { logContact as logContactRoute } from '#channels/contract'
import type { Happening } from '#platform/events.ts'
import type { Customer } from './cast.ts'
import type { Came, Channel, Play } from './play.ts'
import { composeMail, TO } from './post.ts'

export type Arrival = {
  customer: Customer
  channel: Channel
  subject: string
  text: string
  at: Date
  /** Unique in the play. */
  number: string
  /** Logged by this colleague, who answered it on the spot or not; for channels a person writes down. */
  loggedBy?: { id: string; answered: boolean }
}

/** What `cases.messageJoined` says to us. */
export const Joined = z.object({ caseId: z.string(), conversationId: z.string(), customerId: z.string().nullable() })
const turns = new Map<string, Promise<unknown>>()

/** A customer comes, on any channel, as they really would; answers the case that became of it. One at a time for each customer. */
export async function arrive(play: Play, arrival: Arrival): Promise<Came | undefined> {
  const { id } = arrival.customer
  const before = turns.get(id) ?? Promise.resolve()
  const mine = before.then(() => come(play, arrival))
  turns.set(
    id,
    mine.catch(() => undefined),
  )
  return mine
}

async function come(play: Play, arrival: Arrival): Promise<Came | undefined> {
  // Others come and go meanwhile, and so may the same customer by another way: what became of this one happened at its moment.
  const wanted = (one: Happening) =>
    ['cases.messageJoined', 'cases.caseOpened'].includes(one.name) && one.at.getTime() === arrival.at.getTime()
  const heard = await play.stage.hearing(wanted, () => knock(play, arrival))
  const joined = heard.find(({ name }) => name === 'cases.messageJoined')
  if (!joined) return undefined
  const { caseId, conversationId } = Joined.parse(joined.facts)
  return { caseId, conversationId, isNew: heard.some(({ name }) => name === 'cases.caseOpened') }
}

async function knock(play: Play, arrival: Arrival): Promise<void> {
  const { customer, channel, subject, text, at, loggedBy } = arrival
  const { name, phone, mail } = customer
  if (channel === 'mail') await sendMail(play, arrival)
  else if (channel === 'form')
    await play.stage.somebody(at, (ctx) => receiveForm(ctx, { name, phone, email: mail, honorific: customer.honorific, subject, text }))
  else if (loggedBy)
    await play.stage.ask(loggedBy.id, at, logContactRoute, {
      channel,
      customerId: customer.id,
      subject,
      text,
      at,
      answered: loggedBy.answered,
    })
  else throw new Error(`nobody writes down what came by ${channel}`)
}

async function sendMail({ stage, post }: Play, { customer, subject, text, at, number }: Arrival): Promise<void> {
  const answers = subject.startsWith('Re: ') ? post.lastTo(customer.mail) : undefined
  const bytes = await composeMail({ from: { name: customer.name, address: customer.mail }, subject, text, at, number, answers })
  const envelope = { from: customer.mail, to: [TO], address: '203.0.113.7' }
  await stage.itself(at, (ctx) => receiveMail(ctx, { source: 'smtp', bytes, envelope }))
}
