import { z } from 'zod'
import { endpoint, paged, pageInput, typed } from '#platform/contract.ts'
import { Day } from './shapes.ts'

export const ApiKey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** The first characters, to tell keys apart. */
  prefix: z.string(),
  personId: z.uuid(),
  personName: z.string(),
  permissions: z.array(z.string()),
  createdAt: z.coerce.date(),
  createdByName: z.string(),
  /** To about a minute. */
  lastUsedAt: z.coerce.date().nullable(),
  expiresAt: z.coerce.date().nullable(),
  revokedAt: z.coerce.date().nullable(),
})

export const listKeys = endpoint('GET /org/keys', {
  needs: 'org.keys',
  says: 'API keys, newest first.',
  input: z.object({}),
  reply: z.array(ApiKey),
})
export const createKey = endpoint('POST /org/keys', {
  needs: 'org.keys',
  says: 'Makes an API key. The key itself is in this answer and never shown again; it can do no more than its owner.',
  status: 201,
  input: z.object({
    name: typed(80).pipe(z.string().min(1)),
    permissions: z.array(z.string().max(80)).min(1).max(200),
    /** Whose key: mine when left out; else a colleague without a sign-in of their own (an integration). */
    personId: z.uuid().optional(),
    expiresAt: z.coerce.date().nullable().optional(),
  }),
  reply: ApiKey.extend({ key: z.string() }),
  secret: ['key'],
})
export const revokeKey = endpoint('POST /org/keys/:id/revocation', {
  needs: 'org.keys',
  says: 'The key stops working within seconds.',
  status: 201,
  input: z.object({ id: z.uuid() }),
  reply: ApiKey,
})

export const myGrants = endpoint('GET /org/permissions', {
  needs: 'org.keys',
  says: 'What a key of mine could be allowed.',
  input: z.object({}),
  reply: z.array(z.string()),
})

/** What an id in the audit stands for, as its own room calls it, and where it opens. */
export const Named = z.object({ label: z.string(), to: z.string().nullable() })
export type Named = z.infer<typeof Named>

export const readAudit = endpoint('GET /org/audit', {
  needs: 'org.audit',
  says: 'Everything that happened, newest first. Nothing here can be changed or removed.',
  input: z.object({
    ...pageInput,
    personId: z.uuid().optional(),
    /** `cases.resolved`, or `cases.` for a whole room. */
    name: z
      .string()
      .max(80)
      .regex(/^[a-zA-Z]+\.[a-zA-Z]*$/)
      .optional(),
    /** Days of Hồ Chí Minh City, both included. */
    fromDay: Day.optional(),
    toDay: Day.optional(),
    caseId: z.uuid().optional(),
    customerId: z.uuid().optional(),
  }),
  reply: paged(
    z.object({
      id: z.uuid(),
      at: z.coerce.date(),
      name: z.string(),
      byId: z.uuid(),
      byName: z.string().nullable(),
      via: z.string(),
      customerId: z.uuid().nullable(),
      caseId: z.uuid().nullable(),
      facts: z.record(z.string(), z.unknown()),
      /** By id: people, units, and what rooms above know, as far as the reader may see them. */
      names: z.record(z.string(), Named),
    }),
  ),
})

export const auditState = endpoint('GET /org/audit/state', {
  needs: 'org.audit',
  says: 'How the sealed chain stands, and whether its newest ten thousand links hold. `npm run audit:verify` walks all of it.',
  perMinute: 30,
  input: z.object({}),
  reply: z.object({
    sealed: z.number().int(),
    /** Events of the last moments, not sealed yet. */
    younger: z.number().int(),
    /** Links that were followed for this answer. */
    checked: z.number().int(),
    lastSealedAt: z.coerce.date().nullable(),
    faults: z.array(z.string()),
  }),
})

export const askReset = endpoint('POST /org/password-resets', {
  needs: 'public',
  says: 'Mails a link to choose a new password, when somebody has that address; the answer is the same for everybody.',
  status: 202,
  perMinute: 10,
  input: z.object({ mail: z.email().max(200) }),
  reply: z.object({ received: z.literal(true) }),
})

export const lookAtInvitation = endpoint('GET /org/invitations/:token', {
  needs: 'public',
  says: 'Whose link this is. A wrong, used or expired one is unknown.',
  perMinute: 30,
  input: z.object({ token: z.unknown().optional() }),
  reply: z.object({ purpose: z.enum(['invite', 'reset']), name: z.string(), mail: z.string(), company: z.string() }),
})

export const acceptInvitation = endpoint('POST /org/invitations/acceptance', {
  needs: 'public',
  says: 'Chooses the password a link was sent for; the link ends, and so do all older sessions.',
  status: 201,
  perMinute: 20,
  input: z.object({ token: z.unknown().optional(), password: z.string().max(400) }),
  reply: z.object({ mail: z.string() }),
})
