import { z } from 'zod'
import { endpoint, paged, pageInput, typed, yesNo } from '#platform/contract.ts'
import { Availability, Day, Grade, Hat, HatsWorn, Mail, Person, Skills } from './shapes.ts'

export const listPeople = endpoint('GET /org/people', {
  needs: 'org.read',
  says: 'Colleagues, by given name; searched by name, code or mail without marks.',
  input: z.object({
    ...pageInput,
    find: typed(100).optional(),
    unitId: z.uuid().optional(),
    hat: Hat.optional(),
    availability: Availability.optional(),
    left: yesNo.optional(),
    account: Person.shape.account.optional(),
  }),
  reply: paged(Person),
})

export const getPerson = endpoint('GET /org/people/:id', {
  needs: 'org.read',
  says: 'One colleague.',
  input: z.object({ id: z.uuid() }),
  reply: Person,
})

const details = {
  name: typed(120).pipe(z.string().min(1)),
  honorific: typed(20).optional(),
  mail: Mail.optional(),
  phone: typed(30).optional(),
  unitId: z.uuid().nullable().optional(),
  positionId: z.uuid().nullable().optional(),
  managerId: z.uuid().nullable().optional(),
  grade: Grade.nullable().optional(),
  duties: typed(4_000).optional(),
  caseCap: z.number().int().min(0).max(500).optional(),
  joinedOn: Day.nullable().optional(),
  skills: Skills.optional(),
}

export const addPerson = endpoint('POST /org/people', {
  needs: 'org.people',
  says: 'Adds a colleague; with `invite` a link to choose a password goes to their mail.',
  status: 201,
  input: z.object({ ...details, code: typed(20).optional(), hats: HatsWorn.optional(), invite: z.boolean().optional() }),
  reply: Person,
})

export const changePerson = endpoint('PATCH /org/people/:id', {
  needs: 'org.people',
  says: 'Changes a colleague’s details; what is left out stays.',
  input: z.object({ ...details, name: details.name.optional(), code: typed(20).pipe(z.string().min(1)).optional(), id: z.uuid() }),
  reply: Person,
})

export const changeHats = endpoint('PUT /org/people/:id/hats', {
  needs: 'org.people',
  says: 'What a colleague wears from now on, with shares of time. The last administrator stays one.',
  input: z.object({ id: z.uuid(), hats: HatsWorn }),
  reply: Person,
})

export const declareLeave = endpoint('POST /org/people/:id/departure', {
  needs: 'org.people',
  says: 'A colleague has left: sessions and keys end at once, history stays.',
  status: 201,
  input: z.object({ id: z.uuid() }),
  reply: Person,
})

export const declareReturn = endpoint('POST /org/people/:id/return', {
  needs: 'org.people',
  says: 'A colleague who had left is back; the old password no longer works, invite anew.',
  status: 201,
  input: z.object({ id: z.uuid() }),
  reply: Person,
})

export const invitePerson = endpoint('POST /org/people/:id/invitations', {
  needs: 'org.people',
  says: 'Mails a link to choose a password; older links of this colleague end.',
  status: 201,
  input: z.object({ id: z.uuid() }),
  reply: z.object({ sentTo: z.string(), expiresAt: z.coerce.date() }),
})

export const declareFor = endpoint('POST /org/people/:id/availability', {
  needs: 'org.people',
  says: 'Declares for a colleague who cannot (fell ill, lost the phone); kept with the author.',
  status: 201,
  input: z.object({ id: z.uuid(), availability: Availability, untilAt: z.coerce.date().nullable().optional() }),
  reply: Person,
})
