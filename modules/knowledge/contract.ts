import { z } from 'zod'
import { endpoint, paged, pageInput, typed, yesNo } from '#platform/contract.ts'

export { leftOpen } from './rules.ts'

export const ReplyScope = z.enum(['all', 'unit', 'own'])
export type ReplyScope = z.infer<typeof ReplyScope>
export const ReplyChannel = z.enum(['mail', 'form', 'phone', 'counter', 'letter', 'zalo', 'facebook', 'api', 'other'])
export type ReplyChannel = z.infer<typeof ReplyChannel>

const Id = z.object({ id: z.uuid() })

const Fields = {
  /** Typed after `/` in the composer: letters, digits and dashes. */
  shortcut: typed(40).pipe(z.string().regex(/^[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}_-]*$/u)),
  title: typed(120).pipe(z.string().min(1)),
  body: typed(10_000).pipe(z.string().min(1)),
  bodyEn: typed(10_000),
  scope: ReplyScope,
  /** Only with scope `unit`; the writer's own unit unless told. */
  unitId: z.uuid().nullable(),
  /** Empty: every channel. */
  channels: z.array(ReplyChannel).max(9),
}

export const SavedReply = z.object({
  ...Fields,
  id: z.uuid(),
  shortcut: z.string(),
  unitName: z.string().nullable(),
  ownerName: z.string().nullable(),
  used: z.number().int(),
  version: z.number().int(),
  archivedAt: z.coerce.date().nullable(),
  changedAt: z.coerce.date(),
  mayChange: z.boolean(),
})
export type SavedReply = z.infer<typeof SavedReply>

export const NewReply = z.object({
  ...Fields,
  bodyEn: Fields.bodyEn.default(''),
  scope: Fields.scope.default('all'),
  unitId: Fields.unitId.default(null),
  channels: Fields.channels.default([]),
})
export type NewReply = z.input<typeof NewReply>

export const listReplies = endpoint('GET /knowledge/replies', {
  needs: 'knowledge.read',
  says: 'Saved replies one may use, most used first; with `q` those whose shortcut, title or text has the words.',
  input: z.object({
    ...pageInput,
    q: typed(80).optional(),
    channel: ReplyChannel.optional(),
    scope: ReplyScope.optional(),
    archived: yesNo.default(false),
  }),
  reply: paged(SavedReply),
})

export const addReply = endpoint('POST /knowledge/replies', {
  needs: 'knowledge.write',
  says: 'Saves a reply for oneself, one’s unit or everybody, as far as one’s right reaches.',
  status: 201,
  input: NewReply,
  reply: Id,
})

export const changeReply = endpoint('PUT /knowledge/replies/:id', {
  needs: 'knowledge.write',
  says: 'Changes a saved reply; if somebody was faster than `version`, 409.',
  input: NewReply.extend({ id: z.uuid(), version: z.int() }),
  reply: z.object({ version: z.int() }),
})

export const archiveReply = endpoint('POST /knowledge/replies/:id/archiving', {
  needs: 'knowledge.write',
  says: 'Takes a saved reply out of use.',
  input: Id,
  reply: z.object({ done: z.literal(true) }),
})

export const restoreReply = endpoint('POST /knowledge/replies/:id/restoration', {
  needs: 'knowledge.write',
  says: 'Puts an archived reply back in use.',
  input: Id,
  reply: z.object({ done: z.literal(true) }),
})

const About = z.object({
  customer: z
    .object({
      name: typed(200),
      kind: z.enum(['person', 'company']).default('person'),
      honorific: typed(30).default(''),
      selfWord: typed(30).default(''),
    })
    .optional(),
  case: z.object({ code: typed(40), link: typed(500).default('') }).optional(),
  language: z.enum(['vi', 'en']).default('vi'),
})

const Filled = z.object({
  text: z.string(),
  /** Variables the facts had no value for; they stay in the text as they are. */
  missing: z.array(z.string()),
})

export const previewReply = endpoint('POST /knowledge/replies/preview', {
  needs: 'knowledge.read',
  says: 'Fills a text as it would be inserted, without counting a use.',
  quiet: 'looks, changes nothing',
  input: About.extend({ body: typed(10_000) }),
  reply: Filled,
})

export const fillSavedReply = endpoint('POST /knowledge/replies/:id/filling', {
  needs: 'knowledge.read',
  says: 'The text of a saved reply filled for a customer and a case, in their language; counts one use.',
  input: About.extend({ id: z.uuid() }),
  reply: Filled,
})
