import { z } from 'zod'
import { endpoint, typed } from '#platform/contract.ts'
import { isPhone } from '#platform/phone.ts'
import { IdentityKind, Kind, Preferences, Segment, Tier, Vulnerable } from './shapes.ts'

const Id = z.object({ id: z.uuid() })
const Name = typed(200).pipe(z.string().min(1))
const Code = (digits: number) => z.string().regex(new RegExp(`^\\d{${digits}}$`))
const Day = z.iso.date()

/** Everything a person may write about a customer. Birthday: a solar `birthDate`, or a lunar day and month (then `birthDate` may hold the year). */
const Fields = {
  name: Name,
  honorific: typed(30),
  selfWord: typed(30),
  companyId: z.uuid().nullable(),
  contactName: typed(200),
  taxCode: typed(20),
  segment: Segment,
  tier: Tier,
  ownerId: z.uuid().nullable(),
  unitId: z.uuid().nullable(),
  language: z.enum(['vi', 'en']),
  birthDate: Day.nullable(),
  birthLunar: z.boolean(),
  birthLunarDay: z.int().min(1).max(30).nullable(),
  birthLunarMonth: z.int().min(1).max(12).nullable(),
  foundedOn: Day.nullable(),
  addressLine: typed(300),
  provinceCode: Code(2).nullable(),
  wardCode: Code(5).nullable(),
  legacyAddress: typed(500),
  memory: typed(4000),
  preferences: Preferences,
  vulnerable: z.array(Vulnerable).max(7),
  noAdvertising: z.boolean(),
  tags: z.array(typed(40).pipe(z.string().min(1))).max(30),
}

const identityFields = {
  kind: IdentityKind,
  value: typed(254).pipe(z.string().min(1)),
  label: typed(60).default(''),
  verified: z.boolean().default(false),
}

/** What can be no phone is refused at its field; whether it is one is for the action to say. */
const phoneIsOne = z.check<{ kind: IdentityKind; value: string }>(({ value: { kind, value }, issues }) => {
  if (kind === 'phone' && !isPhone(value)) issues.push({ code: 'invalid_format', format: 'phone', input: value, path: ['value'] })
})
const GivenIdentity = z.object(identityFields).check(phoneIsOne)

export const NewCustomer = z
  .object({ ...Fields })
  .partial()
  .extend({ kind: Kind.default('person'), name: Name, identities: z.array(GivenIdentity).max(20).default([]) })
export type NewCustomer = z.input<typeof NewCustomer>

export const addCustomer = endpoint('POST /customers', {
  needs: 'customers.change',
  says: 'Adds a person or a company. A phone or mail that belongs to somebody else is refused with their code.',
  status: 201,
  input: NewCustomer,
  reply: z.object({ id: z.uuid(), code: z.string() }),
})

export const changeCustomer = endpoint('PATCH /customers/:id', {
  needs: 'customers.change',
  says: 'Changes the given fields. `version` is the one that was read; if somebody was faster, 409 says who and when.',
  input: z
    .object({ ...Fields })
    .omit({ memory: true })
    .partial()
    .extend({ id: z.uuid(), version: z.int() }),
  reply: z.object({ version: z.int() }),
})

export const rememberCustomer = endpoint('PUT /customers/:id/memory', {
  needs: 'customers.memory',
  says: 'Writes "Ghi nhớ về khách". `was` is the text that was read; if it is another by now, 409 says who wrote it and what.',
  input: Id.extend({ was: typed(4000), memory: typed(4000) }),
  reply: z.object({ memory: z.string() }),
})

export const addIdentity = endpoint('POST /customers/:id/identities', {
  needs: 'customers.change',
  says: 'Adds a phone, a mail or another way to recognise the customer.',
  status: 201,
  input: Id.extend(identityFields).check(phoneIsOne),
  reply: Id,
})

export const changeIdentity = endpoint('PATCH /customers/:id/identities/:identityId', {
  needs: 'customers.change',
  says: 'Makes an identity the main one of its kind, labels it or marks it verified.',
  input: Id.extend({
    identityId: z.uuid(),
    isMain: z.literal(true).optional(),
    label: typed(60).optional(),
    verified: z.literal(true).optional(),
  }),
  reply: z.object({ done: z.literal(true) }),
})

export const removeIdentity = endpoint('DELETE /customers/:id/identities/:identityId', {
  needs: 'customers.change',
  says: 'Takes an identity away; history keeps that it was there.',
  input: Id.extend({ identityId: z.uuid() }),
  reply: z.object({ done: z.literal(true) }),
})

export const revealPhone = endpoint('POST /customers/:id/phone-reveal', {
  needs: 'customers.revealPhone',
  says: 'Answers the full phones and mails of a customer; who looked is kept.',
  perMinute: 30,
  input: Id,
  reply: z.object({ identities: z.array(z.object({ id: z.uuid(), kind: IdentityKind, shown: z.string(), value: z.string() })) }),
})

export const mergeCustomers = endpoint('POST /customers/:id/merge', {
  needs: 'customers.merge',
  says: 'Customer `id` goes on living in `intoId`: identities, tags and empty fields move. Can be undone.',
  input: Id.extend({ intoId: z.uuid() }),
  reply: z.object({ mergeId: z.uuid(), code: z.string() }),
})

export const undoMerge = endpoint('POST /customers/merges/:id/undoing', {
  needs: 'customers.merge',
  says: 'Takes a merge back: both customers are as they were.',
  input: Id,
  reply: z.object({ code: z.string() }),
})
