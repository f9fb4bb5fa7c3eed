import { z } from 'zod'
import { event } from '#platform/events.ts'

const Person = z.object({ personId: z.uuid() })
const Fields = z.record(z.string(), z.unknown()).nullable().default(null)
/** What stood there and what stands there now, by name: the history of what an administrator changes. */
const Changed = z.object({ before: Fields, after: Fields })

export const personAdded = event('org.personAdded', Person)
export const personChanged = event('org.personChanged', Person.extend({ changed: z.array(z.string()) }))
/** Shares are percent of working time. */
export const hatsChanged = event(
  'org.hatsChanged',
  Person.extend({ before: z.array(z.string()), after: z.array(z.string()), shares: z.record(z.string(), z.number()) }),
)
export const personLeft = event('org.personLeft', Person)
export const personReturned = event('org.personReturned', Person)
export const availabilityDeclared = event(
  'org.availabilityDeclared',
  Person.extend({ availability: z.enum(['accepting', 'away', 'off']), untilAt: z.iso.datetime().nullable() }),
)

export const companyChanged = event('org.companyChanged', Changed.extend({ changed: z.array(z.string()) }))
export const houseSetUp = event('org.houseSetUp', Person)
export const unitChanged = event('org.unitChanged', Changed.extend({ unitId: z.uuid() }))
export const positionChanged = event('org.positionChanged', Changed.extend({ positionId: z.uuid(), unitId: z.uuid() }))
export const branchChanged = event('org.branchChanged', Changed.extend({ branchId: z.uuid() }))
/** Working time is other than it was: running clocks are dated anew. `null`: every calendar (a holiday of the whole company). */
export const calendarChanged = event('org.calendarChanged', Changed.extend({ calendarId: z.uuid().nullable() }))

export const keyCreated = event('org.keyCreated', z.object({ keyId: z.uuid(), personId: z.uuid(), permissions: z.array(z.string()) }))
export const keyRevoked = event('org.keyRevoked', z.object({ keyId: z.uuid(), personId: z.uuid() }))

export const personInvited = event('org.personInvited', Person.extend({ invitationId: z.uuid() }))
export const demoDoorOpened = event('org.demoDoorOpened', Person)
/** `null`: nobody has that address. The row exists so that both answers take the same time. */
export const resetAsked = event('org.resetAsked', z.object({ personId: z.uuid().nullable() }))
export const invitationAccepted = event('org.invitationAccepted', Person.extend({ purpose: z.enum(['invite', 'reset']) }))

const Way = z.enum(['password', 'totp', 'recovery', 'demo'])
export const signedIn = event('org.signedIn', Person.extend({ way: Way }))
export const signedOut = event('org.signedOut', Person)
export const signInFailed = event(
  'org.signInFailed',
  z.object({ personId: z.uuid().nullable(), why: z.enum(['wrong', 'throttled', 'left']) }),
)
export const passwordChanged = event('org.passwordChanged', Person)
export const sessionsRevoked = event('org.sessionsRevoked', Person)
export const twoFactorEnabled = event('org.twoFactorEnabled', Person)
export const twoFactorDisabled = event('org.twoFactorDisabled', Person)
