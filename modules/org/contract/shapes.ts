import { z } from 'zod'
import { typed } from '#platform/contract.ts'
import { HATS } from '../rules/hats.ts'

export const Hat = z.enum(HATS)
export const Grade = z.enum(['L1', 'L2', 'L3'])
export const Availability = z.enum(['accepting', 'away', 'off'])
export const Language = z.enum(['vi', 'en'])
export const Theme = z.enum(['auto', 'light', 'dark'])
export const Scope = z.enum(['own', 'team', 'unit', 'all'])

/** A day of the calendar, `YYYY-MM-DD`; 2026-02-30 is refused. */
export const Day = z.iso.date()

/** An address one can write to; empty where there is none. */
export const Mail = z.union([z.literal(''), z.email().max(200)])

/** One hat of one person. `share` is percent of working time; `untilDate` is the last day it is worn. */
export const HatWorn = z.object({
  hat: Hat,
  share: z.number().int().min(0).max(100),
  main: z.boolean(),
  fromDate: Day.optional(),
  untilDate: Day.nullable().optional(),
})

/** Each hat once, one main hat when there is any; shares of time are checked against 100 by the action. */
export const HatsWorn = z.array(HatWorn).max(HATS.length)

export const Skill = typed(60).pipe(z.string().min(1))
export const Skills = z.array(Skill).max(50)

/** A colleague as every colleague sees them. Mail and phone are masked unless it is oneself or one may `org.people`. */
export const Person = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  honorific: z.string(),
  mail: z.string(),
  phone: z.string(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  positionId: z.uuid().nullable(),
  positionTitle: z.string().nullable(),
  managerId: z.uuid().nullable(),
  managerName: z.string().nullable(),
  grade: Grade.nullable(),
  duties: z.string(),
  hats: z.array(z.object({ hat: z.string(), share: z.number(), main: z.boolean(), untilDate: z.string().nullable() })),
  skills: z.array(z.string()),
  availability: Availability,
  availabilitySince: z.coerce.date(),
  availabilityUntil: z.coerce.date().nullable(),
  caseCap: z.number(),
  joinedOn: z.string().nullable(),
  leftAt: z.coerce.date().nullable(),
  /** `none`: never invited; `invited`: a link is on its way; `active`: can sign in. */
  account: z.enum(['none', 'invited', 'active']),
})
export type Person = z.output<typeof Person>
