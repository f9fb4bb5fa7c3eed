import { z } from 'zod'
import { event } from '#platform/events.ts'

/** A customer is known from now on. */
export const customerAdded = event('customers.added', z.object({ customerId: z.uuid(), kind: z.enum(['person', 'company']) }))

/** Which fields changed; `to` repeats only what is not personal (tier, segment, owner, language, noAdvertising). */
export const customerChanged = event(
  'customers.changed',
  z.object({
    customerId: z.uuid(),
    fields: z.array(z.string()),
    to: z.record(z.string(), z.union([z.string(), z.boolean(), z.null()])).default({}),
  }),
)

/** One more way to recognise them; `isFirst` when it came with the customer itself. */
export const identityAdded = event(
  'customers.identityAdded',
  z.object({ customerId: z.uuid(), identityId: z.uuid(), kind: z.string(), verified: z.boolean(), isFirst: z.boolean() }),
)

/** A phone, mail or other identity was set main, labelled, verified or removed. */
export const identityChanged = event(
  'customers.identityChanged',
  z.object({ customerId: z.uuid(), identityId: z.uuid(), kind: z.string(), what: z.enum(['main', 'label', 'verified', 'removed']) }),
)

/** `fromId` lives on in `intoId`; rooms above ask `sameCustomer` for all ids of one customer. */
export const customersMerged = event('customers.merged', z.object({ mergeId: z.uuid(), fromId: z.uuid(), intoId: z.uuid() }))

/** Both customers stand alone again, exactly as before. */
export const mergeUndone = event('customers.mergeUndone', z.object({ mergeId: z.uuid(), fromId: z.uuid(), intoId: z.uuid() }))

/** Somebody looked at full contact details. */
export const phoneRevealed = event('customers.phoneRevealed', z.object({ customerId: z.uuid(), identityIds: z.array(z.uuid()) }))

/** A list left the house as a file. */
export const customersExported = event('customers.exported', z.object({ count: z.number().int(), withContacts: z.boolean() }))

/** A room above let somebody see this customer. */
export const accessGranted = event(
  'customers.accessGranted',
  z.object({ customerId: z.uuid(), personId: z.uuid().nullable(), unitId: z.uuid().nullable(), why: z.string() }),
)
