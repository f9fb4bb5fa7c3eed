import type { z } from 'zod'
import { addMessage } from '#conversations'
import { maySeeCustomer, type Recognised, recogniseCustomer } from '#customers'
import { leadOf, leadsOfUnit, poolOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import type { openCase as OpenCase } from '../contract/commands.ts'
import type { Why } from '../events.ts'
import { isVisible, selectLastAnswer } from '../queries/case.ts'
import { type Intake, selectOpenUnit } from '../queries/intake.ts'
import { because } from '../text/why.ts'
import { text } from '../text.ts'
import { type Desks, foreseeDesks } from './desks.ts'
import { survivorOf } from './find.ts'
import { readIntake, readIntakeOf } from './intake.ts'
import { desk, type Place, placeByRules, waitingIn } from './place.ts'
import { keepConversationSight } from './sight.ts'
import { colleague } from './who.ts'
import { writeCase } from './write.ts'

type Asked = z.output<typeof OpenCase.input>
/** As the contract, with what may be left out left out: for rooms above, which open cases as the house. */
export type Opening = Partial<Asked> & Pick<Asked, 'subject'>

/** Opens a case from what somebody told us, in few statements: it is durable when this is answered. */
export async function openCase(ctx: Ctx, input: Opening) {
  const { channel = 'api', subject, text: said = '' } = input
  const at = momentOf(ctx, input.at)
  const reading = readIntakeOf(ctx, input.type ?? null, customerOf(ctx, input))
  const desks = goesByRules(input) ? foreseeDesks(ctx, `${channel} ${input.type ?? ''}`) : undefined
  const intake = await reading
  const customerId = intake.customer?.id ?? null
  await refuseUnknown(ctx, input, intake)
  const severity = input.severity ?? intake.type?.severity ?? 4
  const place = await placeFor(ctx, intake, input, { channel, severity, said: `${subject}\n${said}` }, desks)
  const from = { name: input.from?.name || (intake.customer?.name ?? ''), address: input.from?.mail ?? input.from?.phone ?? '' }
  const seenBy = { units: place.units, people: peopleOf(place) }
  const answered = input.answered ?? false
  const message = { channel, customerId, direction: 'in' as const, subject, text: said, from, authorId: ctx.me.id, at, answered, seenBy }
  const ids = await addMessage(ctx, { ...message, fileIds: input.fileIds })
  const { id, code, due } = await writeCase(ctx, {
    ...{ intake, channel, subject, preview: said, severity, customerId, at, ...place },
    messages: [{ ...ids, at, direction: 'in' }],
    tags: input.tags,
    parentId: input.parentId,
    isTest: input.isTest,
    answeredBy: answered ? ctx.me.id : null,
    byPerson: channel !== 'api' && ctx.me.via === 'session',
  })
  return { id, code, customerId, ...ids, handlerId: place.handlerId, dueAt: due?.dueAt ?? null }
}

export const peopleOf = ({ ownerId, handlerId }: { ownerId: string; handlerId: string | null }) => [
  ...new Set([ownerId, ...(handlerId ? [handlerId] : [])]),
]

const YEAR = 366 * 86_400_000
/** A minute ahead is a clock that goes fast, not a mistake. */
function momentOf(ctx: Ctx, given: Date | undefined): Date {
  if (!given) return ctx.now
  const ahead = given.getTime() - ctx.now.getTime()
  if (ahead > 60_000 || ahead < -YEAR) throw text.refusal(422, 'wrongMoment')
  return ahead > 0 ? ctx.now : given
}

/** Somebody known, somebody recognised by mail or phone, or nobody. A key holder vouches for a mail address, a colleague for what they were told. */
async function customerOf(ctx: Ctx, { customerId, from }: Opening): Promise<Recognised | null> {
  if (customerId) {
    if (!(await maySeeCustomer(ctx, customerId))) throw text.refusal(404, 'unknownCustomer')
    return { id: customerId, isNew: false }
  }
  if (!from || !(from.mail || from.phone || from.name)) return null
  const identities = [
    ...(from.mail ? [{ kind: 'mail' as const, value: from.mail, verified: true }] : []),
    ...(from.phone ? [{ kind: 'phone' as const, value: from.phone, verified: ctx.me.via !== 'key' }] : []),
  ]
  return recogniseCustomer(ctx, { identities, name: from.name })
}

async function refuseUnknown(ctx: Ctx, { type, unitId, parentId }: Opening, intake: Intake) {
  if (type && !intake.type) throw text.refusal(422, 'unknownType')
  if (unitId && !(await selectOpenUnit(ctx.db, unitId))) throw text.refusal(404, 'unknownUnit')
  if (parentId && !(await isVisible(ctx.db, parentId, ctx.me, 'cases.read'))) throw text.refusal(404, 'unknown')
}

type Arrival = { channel: Asked['channel']; severity: number; said: string }

/** Nobody said whose it is. */
const goesByRules = ({ handlerId, answered }: Opening) => handlerId === undefined && !answered

/** Where it was said to go; else where the rules say. */
async function placeFor(ctx: Ctx, intake: Intake, input: Opening, arrival: Arrival, desks: Desks | undefined): Promise<Place> {
  const { handlerId, unitId, answered } = input
  if (goesByRules(input)) {
    const { rule: _1, person: _2, ...place } = await placeByRules(ctx, intake, { ...arrival, unitId: unitId ?? null }, desks)
    return place
  }
  const named = handlerId === undefined ? ctx.me.id : handlerId
  const handler = named ? await colleague(ctx, named) : undefined
  const unit = unitId ?? handler?.unitId ?? intake.defaultUnit
  if (!unit) throw text.refusal(409, 'noUnit')
  const code = answered && named === ctx.me.id ? 'answered' : 'byPerson'
  const why = because(code, { name: ctx.me.name })
  return handler ? { ...desk(handler.id, unit), why } : { ...(await waitingIn(ctx, unit)), unitId: unit, handlerId: null, why }
}

/** Whoever works on it answers for it; in a pool, whoever leads there. */
export const ownerOf = async (ctx: Ctx, unitId: string, handlerId: string | null): Promise<string> =>
  handlerId ?? (await poolOf(ctx, unitId))?.accountableId ?? ctx.me.id

export type FollowUp = {
  /** The case it continues. */
  ofId: string
  subject: string
  why: Why
  /** Left out: whoever leads the person who worked on the earlier case, never that person. null: the pool. */
  handlerId?: string | null
  severity?: number
  tags?: readonly string[]
}

/**
 * Opens a case that continues another, for a colleague to look into; nobody outside waits for an answer. What we last answered stands in it, so that
 * the conversation goes on here. Asked by rooms above, as the house.
 */
export async function openFollowUp(
  ctx: Ctx,
  { ofId, subject, why, severity, tags, ...asked }: FollowUp,
): Promise<{ id: string; code: string }> {
  const former = await survivorOf(ctx, ofId)
  if (!former) throw text.refusal(404, 'unknown')
  const { customerId, channel, isTest } = former
  const intake = await readIntake(ctx, { typeCode: former.typeCode, customerId })
  const handlerId = asked.handlerId === undefined ? await leadAbove(ctx, former) : asked.handlerId
  const handler = handlerId ? await colleague(ctx, handlerId) : undefined
  const unitId = handler?.unitId ?? former.unitId
  const last = await selectLastAnswer(ctx.db, former.id)
  const written = await writeCase(ctx, {
    ...{ intake, channel, subject, preview: '', customerId, unitId, handlerId, why, isTest, tags, at: ctx.now },
    severity: severity ?? former.severity,
    ownerId: await ownerOf(ctx, unitId, handlerId),
    messages: last ? [{ messageId: last.messageId, conversationId: last.conversationId, at: last.at, direction: 'out' }] : [],
    followUpOfId: former.id,
    saidBefore: true,
    outbound: true,
    byPerson: false,
  })
  if (last) await keepConversationSight(ctx, last.conversationId)
  return { id: written.id, code: written.code }
}

async function leadAbove(ctx: Ctx, { handlerId, ownerId, unitId }: { handlerId: string | null; ownerId: string; unitId: string }) {
  const lead = handlerId ? await leadOf(ctx, handlerId) : undefined
  const others = lead ? [lead.id] : [...(await leadsOfUnit(ctx, unitId)).map(({ id }) => id), ownerId]
  return others.find((id) => id !== handlerId) ?? null
}
