import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { HATS } from '#org'

const read = <Shape extends z.ZodType>(file: string, shape: Shape): z.output<Shape> =>
  shape.parse(JSON.parse(readFileSync(new URL(`data/${file}`, import.meta.url), 'utf8')))

const Channel = z.enum(['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'other'])

export const UnitKey = z.enum(['board', 'sales', 'care', 'north', 'south', 'marketing', 'accounting', 'warehouse'])
export type UnitKey = z.output<typeof UnitKey>

const Staff = z.object({
  code: z.string(),
  name: z.string(),
  honorific: z.string(),
  unit: UnitKey,
  /** Each with its share of time; the first is the main one. */
  hats: z.array(z.tuple([z.enum(HATS), z.number()])).min(1),
  grade: z.enum(['L1', 'L2', 'L3']).optional(),
  manager: z.string().optional(),
  joinedOn: z.iso.date(),
  duties: z.string(),
  skills: z.array(z.string()).default([]),
  caseCap: z.number().optional(),
})
export type Staff = z.output<typeof Staff>
/** Who works at Mây Lành (sample-data.md §2). Reporting lines, shares of time, an administrator and a data officer are made up for the demo. */
export const staff = read('staff.json', z.array(Staff))

/** What a customer may come with. `{c}` is how they call themselves, `{p}` a product, `{o}` an order; capitals at the start of a sentence. */
const Topic = z.object({
  key: z.string(),
  type: z.string(),
  cause: z.string(),
  resolution: z.string(),
  severity: z.number(),
  weight: z.number(),
  subject: z.string(),
  asks: z.array(z.string()).min(1),
  answers: z.array(z.string()).min(1),
  closings: z.array(z.string()).min(1),
})
export type Topic = z.output<typeof Topic>
export const topics = read('topics.json', z.array(Topic))

const Customer = z.looseObject({
  code: z.string(),
  kind: z.enum(['person', 'company']),
  name: z.string(),
  honorific: z.string(),
  phone: z.string(),
  mail: z.string(),
  owner: z.string().nullable(),
})
/** sample-data.md §4. */
export const customers = read('customers.json', z.array(Customer))

const From = z.object({
  name: z.string().optional(),
  phone: z.string().optional(),
  mail: z.string().optional(),
  facebook: z.string().optional(),
  address: z.string().optional(),
})
const Message = z.object({
  code: z.string(),
  channel: z.union([Channel, z.literal('survey')]),
  at: z.coerce.date(),
  customer: z.string().nullable(),
  from: From.optional(),
  subject: z.string(),
  text: z.string(),
  type: z.string(),
  severity: z.number().nullable(),
  cause: z.string().nullable(),
  next: z.string(),
})
export type Message = z.output<typeof Message>
/** sample-data.md §5. */
export const messages = read('messages.json', z.array(Message))

const Names = z.object({ middle: z.array(z.string()), given: z.array(z.string()) })
/** Names, streets, products and comments to draw from. */
export const words = read(
  'words.json',
  z.object({
    families: z.array(z.string()),
    women: Names,
    men: Names,
    places: z.array(z.tuple([z.string(), z.string()])),
    streets: z.array(z.string()),
    products: z.array(z.string()),
    comments: z.record(z.string(), z.array(z.string())),
  }),
)

/** Fills a topic's words for one customer. */
export function say(words: string, { self, product, order }: { self: string; product: string; order: string }): string {
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
  return words
    .replaceAll('{c}', self)
    .replaceAll('{C}', capital(self))
    .replaceAll('{p}', product)
    .replaceAll('{P}', capital(product))
    .replaceAll('{o}', order)
}
