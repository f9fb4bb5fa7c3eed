import { z } from 'zod'
import { typed } from '#platform/contract.ts'

export const Kind = z.enum(['person', 'company'])
export type Kind = z.infer<typeof Kind>
export const Segment = z.enum(['regular', 'frequent', 'vip', 'wholesale'])
export type Segment = z.infer<typeof Segment>
export const Tier = z.enum(['member', 'silver', 'gold', 'diamond', 'dealer_b', 'dealer_a'])
export type Tier = z.infer<typeof Tier>
export const IdentityKind = z.enum(['phone', 'mail', 'zalo', 'facebook', 'other'])
export type IdentityKind = z.infer<typeof IdentityKind>

/** The seven groups of Luật Bảo vệ quyền lợi người tiêu dùng 2023, Điều 8 khoản 1. */
export const Vulnerable = z.enum(['elderly', 'disability', 'child', 'minority', 'pregnant', 'illness', 'poor'])
export type Vulnerable = z.infer<typeof Vulnerable>

const Who = z.object({ id: z.uuid(), name: z.string() })

/** How the customer likes to be reached. */
export const Preferences = z.object({
  channel: z.enum(['phone', 'mail', 'zalo', 'facebook', 'letter']).nullable().default(null),
  noCalls: z.boolean().default(false),
  /** In words: "sau 17h", "buổi sáng". */
  bestTime: typed(120).default(''),
})
export type Preferences = z.infer<typeof Preferences>

/**
 * What every place that shows a customer needs. `phone` is always masked (`0912 ••• 468`); `mail` is masked unless the viewer may
 * see contact details of this customer; `vulnerable` is absent unless the viewer may see it.
 */
export const CustomerCard = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: Kind,
  name: z.string(),
  honorific: z.string(),
  selfWord: z.string(),
  tier: Tier,
  segment: Segment,
  ownerId: z.uuid().nullable(),
  language: z.enum(['vi', 'en']),
  vulnerable: z.array(Vulnerable).optional(),
  mainMail: z.string().nullable(),
  mainPhone: z.string().nullable(),
})
export type CustomerCard = z.infer<typeof CustomerCard>

export const Identity = z.object({
  id: z.uuid(),
  kind: IdentityKind,
  /** Masked unless `isMasked` is false. */
  shown: z.string(),
  isMasked: z.boolean(),
  label: z.string(),
  isMain: z.boolean(),
  verifiedAt: z.coerce.date().nullable(),
})
export type Identity = z.infer<typeof Identity>

/** A birthday or founding day ahead: the solar `date` of this occurrence, and the lunar day it follows if any. */
export const Upcoming = z.object({
  what: z.enum(['birthday', 'founding']),
  date: z.iso.date(),
  daysAhead: z.number().int(),
  lunar: z.object({ day: z.number(), month: z.number() }).nullable(),
})

const Address = z.object({
  line: z.string(),
  wardCode: z.string().nullable(),
  wardName: z.string().nullable(),
  provinceCode: z.string().nullable(),
  provinceName: z.string().nullable(),
  /** The address as it was written before the two-level units of July 2025; never thrown away. */
  legacy: z.string(),
})

export const Customer = CustomerCard.omit({ ownerId: true, mainMail: true, mainPhone: true }).extend({
  company: Who.extend({ code: z.string() }).nullable(),
  contactName: z.string(),
  taxCode: z.string(),
  owner: Who.nullable(),
  unit: Who.nullable(),
  birthDate: z.iso.date().nullable(),
  birthLunar: z.boolean(),
  birthLunarDay: z.number().int().nullable(),
  birthLunarMonth: z.number().int().nullable(),
  foundedOn: z.iso.date().nullable(),
  address: Address,
  memory: z.string(),
  memoryChanged: z.object({ by: z.string(), at: z.coerce.date() }).nullable(),
  preferences: Preferences,
  noAdvertising: z.boolean(),
  tags: z.array(z.string()),
  identities: z.array(Identity),
  people: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string(), honorific: z.string(), phone: z.string().nullable() })),
  upcoming: z.array(Upcoming),
  merged: z.array(z.object({ mergeId: z.uuid(), code: z.string(), name: z.string(), by: z.string(), at: z.coerce.date() })),
  firstSeenAt: z.coerce.date(),
  version: z.number().int(),
})
export type Customer = z.infer<typeof Customer>

export const CustomerRow = CustomerCard.extend({
  companyName: z.string().nullable(),
  ownerName: z.string().nullable(),
  provinceName: z.string().nullable(),
  tags: z.array(z.string()),
  firstSeenAt: z.coerce.date(),
})
export type CustomerRow = z.infer<typeof CustomerRow>

export const Found = z.object({
  id: z.uuid(),
  code: z.string(),
  kind: Kind,
  name: z.string(),
  honorific: z.string(),
  tier: Tier,
  segment: Segment,
  companyName: z.string().nullable(),
  provinceName: z.string().nullable(),
  phone: z.string().nullable(),
})
export type Found = z.infer<typeof Found>

/** What a row of the history is about, as the room that keeps such matters calls it: its code, what it is called, and how it was said (`mail`, `phone`…). */
export const Matter = z.object({ code: z.string(), subject: z.string(), channel: z.string() })
export type Matter = z.infer<typeof Matter>

/**
 * One row of the customer's history, as the event table tells it. `by.id` is the system's person for what the house did itself; `about` is null unless
 * the reader may see that matter today.
 */
export const TimelineEvent = z.object({
  id: z.uuid(),
  name: z.string(),
  facts: z.record(z.string(), z.unknown()),
  at: z.coerce.date(),
  by: Who,
  caseId: z.uuid().nullable(),
  about: Matter.nullable(),
})
export type TimelineEvent = z.infer<typeof TimelineEvent>
