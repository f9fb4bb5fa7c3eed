import { poolOf } from '#org'
import type { Ctx } from '#platform/context.ts'
import { emit } from '#platform/events.ts'
import { newId } from '#platform/id.ts'
import { leftToCommit } from '#platform/transaction.ts'
import type { Category, Channel } from '../contract/shapes.ts'
import { caseOpened, firstResponded, messageJoined, type Why } from '../events.ts'
import { type CaseMessage, insertCase } from '../queries/case.ts'
import type { Intake } from '../queries/intake.ts'
import { text } from '../text.ts'
import { beginClocks, type Due, dueColumns } from './clocks.ts'
import { linkOf } from './find.ts'
import { unitsOf } from './sight.ts'

type Message = CaseMessage & { direction: 'in' | 'out' | 'note' }

/** A case about to be written: everything has been looked up and decided. */
export type Opening = {
  intake: Intake
  channel: Channel
  subject: string
  preview: string
  severity: number
  customerId: string | null
  unitId: string
  /** Whose screens show it at once; left out, those who may know of it. */
  units?: readonly string[]
  handlerId: string | null
  /** Left out: the handler, else whoever leads the unit. */
  ownerId?: string
  why: Why
  /** When the customer said it. */
  at: Date
  messages: readonly Message[]
  tags?: readonly string[]
  participants?: readonly { personId: string; why: string }[]
  parentId?: string | null
  followUpOfId?: string | null
  isTest?: boolean
  /** Whoever answered on the spot, or wrote first: the first response is done. */
  answeredBy?: string | null
  /** Whoever noted it down knows it already. */
  writtenBy?: string | null
  /** A machine wrote: nobody waits for an answer. */
  automatic?: boolean
  /** We wrote first: nobody waits for an answer. */
  outbound?: boolean
  byPerson: boolean
  /** Its messages were another case's: the customer's timeline has them already. */
  saidBefore?: boolean
}
export type Written = { id: string; code: string; ownerId: string; due: Due | null; category: Category; statusId: string }

/** PH-000123: the same words the table makes of the number. */
export const codeOf = (number: number) => `PH-${String(number).padStart(6, '0')}`

/**
 * Writes a case with its deadlines and announces it, without waiting for the database: what is asked next in the same transaction comes after it, and COMMIT
 * answers for it. Who may see its conversations is the caller's to keep.
 */
export async function writeCase(ctx: Ctx, opening: Opening): Promise<Written> {
  const { intake, handlerId, unitId } = opening
  const id = newId()
  const code = codeOf(intake.number)
  const category = opening.answeredBy ? 'active' : 'new'
  const statusId = category === 'active' ? intake.activeStatus : intake.newStatus
  if (!statusId) throw text.refusal(409, 'noStatus')
  const ownerId = opening.ownerId ?? handlerId ?? (await poolOf(ctx, unitId))?.accountableId ?? ctx.me.id
  const classified = { typeCode: intake.type?.code ?? null, tier: intake.customer?.tier ?? null }
  const units = opening.units ?? (await unitsOf(ctx, opening))
  const due = await beginClocks(ctx, { ...opening, ...classified, id, title: opening.subject, link: linkOf(code) })
  const whole = { ...opening, units }
  // What the case refers to was asked before it and is written before it.
  leftToCommit(ctx.db, insertCase(ctx.db, rowOf(ctx, whole, { id, category, statusId, ownerId, due }), whole))
  announce(ctx, whole, { id, code, ownerId })
  return { id, code, ownerId, due, category, statusId }
}

type Whole = Opening & { units: readonly string[] }

function rowOf(ctx: Ctx, opening: Whole, made: { id: string; category: Category; statusId: string; ownerId: string; due: Due | null }) {
  const { intake, channel, subject, preview, severity, customerId, unitId, handlerId, at, messages } = opening
  const last = (direction: string) => messages.findLast((one) => one.direction === direction)?.at ?? null
  const { due, ...rest } = made
  return {
    ...{ ...rest, channel, subject, severity, customerId, unitId, handlerId, number: intake.number },
    preview: lineOf(preview),
    typeId: intake.type?.id ?? null,
    assignedWhy: opening.why,
    assignedAt: handlerId ? ctx.now : null,
    parentId: opening.parentId ?? null,
    followUpOfId: opening.followUpOfId ?? null,
    isTest: opening.isTest ?? false,
    unread: handlerId !== (opening.answeredBy ?? opening.writtenBy ?? ctx.me.id),
    lastInAt: last('in'),
    lastOutAt: last('out'),
    lastOutBy: last('out') ? (opening.answeredBy ?? null) : null,
    lastAt: new Date(Math.max(at.getTime(), ...messages.map((one) => one.at.getTime()))),
    createdAt: at,
    createdBy: ctx.me.id,
    firstResponseAt: opening.answeredBy ? at : null,
    ...dueColumns(due),
  }
}

/** The first words of a message, in one line. */
export const lineOf = (said: string) => said.replace(/\s+/g, ' ').trim().slice(0, 200)

function announce(ctx: Ctx, opening: Whole, { id: caseId, code, ownerId }: { id: string; code: string; ownerId: string }) {
  const { customerId, channel, severity, unitId, handlerId, why, at, byPerson, intake, answeredBy } = opening
  const followers = (opening.participants ?? []).map(({ personId }) => personId)
  const people = [ownerId, handlerId, ...followers].filter((one) => one !== null)
  const about = { caseId, customerId, units: opening.units, people: [...new Set(people)] }
  const rest = { followUpOfId: opening.followUpOfId ?? null, isTest: opening.isTest ?? false, typeCode: intake.type?.code ?? null }
  emit(ctx, caseOpened, { caseId, code, customerId, channel, severity, unitId, ownerId, handlerId, why, byPerson, at, ...rest }, about)
  const said = opening.saidBefore ? { ...about, customerId: null } : about
  for (const { messageId, conversationId, direction, at: saidAt } of opening.messages)
    emit(ctx, messageJoined, { caseId, messageId, conversationId, customerId, direction, thanks: false, at: saidAt }, said)
  if (answeredBy) emit(ctx, firstResponded, { caseId, personId: answeredBy, at }, about)
}
