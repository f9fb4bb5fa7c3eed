import { z } from 'zod'
import { endpoint, paged, pageInput, several, typed, yesNo } from '#platform/contract.ts'
import { Customer, CustomerCard, CustomerRow, Found, Kind, Segment, Tier, TimelineEvent, Vulnerable } from './shapes.ts'

/** A uuid, or the code people read aloud (`KH0001`). */
const IdOrCode = z.union([z.uuid(), z.string().regex(/^(KH|DN)\d{4,}$/i)])

export const ListFilters = z.object({
  q: typed(120).optional(),
  kind: Kind.optional(),
  tier: several(Tier).optional(),
  segment: several(Segment).optional(),
  ownerId: z.uuid().optional(),
  unowned: yesNo.optional(),
  tag: typed(40).optional(),
  provinceCode: z
    .string()
    .regex(/^\d{2}$/)
    .optional(),
  vulnerable: several(Vulnerable).optional(),
  noAdvertising: yesNo.optional(),
})
export type ListFilters = z.output<typeof ListFilters>

export const listCustomers = endpoint('GET /customers', {
  needs: 'customers.read',
  says: 'Customers one may see, by given name or newest first. With `q`, best matches first and one page only.',
  input: ListFilters.extend({ ...pageInput, sort: z.enum(['name', 'newest']).default('name') }),
  reply: paged(CustomerRow),
})

/** What `POST /customers/export` reads: the list as a sheet, at most 10,000 customers; answers an xlsx. `withContacts` needs customers.revealPhone. */
export const ExportInput = ListFilters.extend({ withContacts: z.boolean().default(false) })

export const searchCustomers = endpoint('GET /customers/search', {
  needs: 'customers.read',
  says: 'Finds by name with or without marks (exact tones first), phone from any suffix, mail, code or tax code.',
  input: z.object({ q: typed(120), kind: Kind.optional(), limit: z.coerce.number().int().min(1).max(50).default(10) }),
  reply: z.array(Found),
})

export const getCustomer = endpoint('GET /customers/:id', {
  needs: 'customers.read',
  says: 'One customer by id or code; a merged one answers with the customer it lives on in.',
  input: z.object({ id: IdOrCode }),
  reply: Customer,
})

export const getCard = endpoint('GET /customers/:id/card', {
  needs: 'customers.read',
  says: 'The short card of a customer.',
  input: z.object({ id: IdOrCode }),
  reply: CustomerCard,
})

export const getTimeline = endpoint('GET /customers/:id/timeline', {
  needs: 'customers.read',
  says: 'What happened with this customer, newest first; `names` keeps only those events.',
  input: z.object({ ...pageInput, id: z.uuid(), names: several(z.string().max(80)).optional() }),
  reply: paged(TimelineEvent),
})

export const findDuplicates = endpoint('GET /customers/duplicates', {
  needs: 'customers.read',
  says: 'Customers who may be the same as one being typed: same phone or mail, or the same name in the same province.',
  input: z.object({
    name: typed(200).optional(),
    phone: typed(40).optional(),
    mail: typed(254).optional(),
    provinceCode: z.string().max(4).optional(),
    notId: z.uuid().optional(),
  }),
  reply: z.array(Found.extend({ why: several(z.enum(['phone', 'mail', 'name'])) })),
})

export const listTags = endpoint('GET /customers/tags', {
  needs: 'customers.read',
  says: 'Tags in use, most used first.',
  input: z.object({}),
  reply: z.array(z.object({ tag: z.string(), count: z.number().int() })),
})

const Place = z.object({ code: z.string(), name: z.string(), short: z.string() })

export const listProvinces = endpoint('GET /customers/provinces', {
  needs: 'signedIn',
  forKeys: true,
  says: 'The 34 provinces and cities of today.',
  input: z.object({}),
  reply: z.array(Place),
})

export const listWards = endpoint('GET /customers/provinces/:code/wards', {
  needs: 'signedIn',
  forKeys: true,
  says: 'The wards, communes and special zones of one province.',
  input: z.object({ code: z.string().regex(/^\d{2}$/) }),
  reply: z.array(Place),
})
