import { z } from 'zod'
import { endpoint, typed } from '#platform/contract.ts'
import { Availability, Grade, Language, Scope, Theme } from './shapes.ts'

export const Company = z.object({
  name: z.string(),
  shortName: z.string(),
  taxCode: z.string(),
  hotline: z.string(),
  mail: z.string(),
  address: z.string(),
  language: Language,
  logoFileId: z.uuid().nullable(),
  hue: z.string().nullable(),
})

export const Me = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  /** Middle and given name: Nguyễn Bích Ngọc → BN. */
  initials: z.string(),
  honorific: z.string(),
  mail: z.string(),
  phone: z.string(),
  grade: Grade.nullable(),
  unitId: z.uuid().nullable(),
  unitName: z.string().nullable(),
  position: z.string().nullable(),
  hats: z.array(z.string()),
  grants: z.record(z.string(), Scope),
  teamIds: z.array(z.uuid()),
  unitIds: z.array(z.uuid()),
  language: Language,
  theme: Theme,
  shortcuts: z.boolean(),
  signature: z.string(),
  availability: Availability,
  availabilityUntil: z.coerce.date().nullable(),
  /** Nobody else works here yet: screens leave out what needs a colleague. */
  alone: z.boolean(),
  twoFactor: z.boolean(),
  via: z.enum(['session', 'key', 'system', 'public']),
  company: Company,
})
export type Me = z.output<typeof Me>

export const me = endpoint('GET /me', {
  needs: 'signedIn',
  forKeys: true,
  says: 'Who I am, what I wear, what I may and how I like my screen.',
  input: z.object({}),
  reply: Me,
})

export const whoAmI = endpoint('GET /me/session', {
  needs: 'public',
  says: 'Who is signed in here, as `GET /me` answers; null for nobody, which is no mistake.',
  perMinute: 600,
  input: z.object({}),
  reply: Me.nullable(),
})

export const changeMe = endpoint('PATCH /me', {
  needs: 'signedIn',
  says: 'Changes what I may change about myself.',
  input: z.object({
    name: typed(120).pipe(z.string().min(1)).optional(),
    honorific: typed(20).optional(),
    phone: typed(30).optional(),
    language: Language.optional(),
    theme: Theme.optional(),
    shortcuts: z.boolean().optional(),
    signature: typed(2_000).optional(),
  }),
  reply: Me,
})

/** Mounted as a page of this room, since it reads and clears the cookie: see `identity/leave.ts`. */
export const leave = endpoint('POST /me/sign-out', {
  needs: 'signedIn',
  says: 'Ends the session of this browser.',
  input: z.object({}),
  reply: z.object({ left: z.literal(true) }),
})

export const declareAvailability = endpoint('POST /org/availability', {
  needs: 'signedIn',
  says: 'I take cases, am away, or have finished my shift; optionally until a moment. Never inferred from an open tab.',
  status: 201,
  input: z.object({ availability: Availability, untilAt: z.coerce.date().nullable().optional() }),
  reply: z.object({ availability: Availability, untilAt: z.coerce.date().nullable() }),
})

export const availabilityHistory = endpoint('GET /org/people/:id/availability', {
  needs: 'org.read',
  says: 'What a colleague declared, newest first; the last hundred.',
  input: z.object({ id: z.uuid() }),
  reply: z.array(
    z.object({
      availability: Availability,
      at: z.coerce.date(),
      untilAt: z.coerce.date().nullable(),
      byName: z.string(),
      lapsed: z.boolean(),
    }),
  ),
})
