import { z } from 'zod'
import { endpoint, typed } from '#platform/contract.ts'
import { Company } from './me.ts'
import { Language, Mail } from './shapes.ts'

export const getCompany = endpoint('GET /org/company', {
  needs: 'signedIn',
  forKeys: true,
  says: 'The company.',
  input: z.object({}),
  reply: Company,
})

export const changeCompany = endpoint('PUT /org/company', {
  needs: 'org.company',
  says: 'Changes the company’s name, how to reach it, its logo and its one hue (#rrggbb).',
  input: z.object({
    name: typed(200).pipe(z.string().min(1)),
    shortName: typed(60),
    taxCode: typed(20),
    hotline: typed(40),
    mail: Mail,
    address: typed(300),
    language: Language,
    logoFileId: z.uuid().nullable(),
    hue: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i)
      .nullable(),
  }),
  reply: Company,
})

export const firstRunState = endpoint('GET /first-run', {
  needs: 'public',
  says: 'Whether the house still waits for its company and its first person, or is a sample company.',
  input: z.object({}),
  reply: z.object({
    needed: z.boolean(),
    /** A sample company is being built into it, or was left half built. */
    isBeingFilled: z.boolean(),
    /** It has one-click doors that still work. */
    isDemo: z.boolean(),
  }),
})

export const setUp = endpoint('POST /first-run', {
  needs: 'public',
  says: 'Sets the house up, once: the company, its care department and the first person, who wears every hat until others come.',
  status: 201,
  perMinute: 10,
  input: z.object({
    company: z.object({
      name: typed(200).pipe(z.string().min(1)),
      shortName: typed(60).optional(),
      hotline: typed(40).optional(),
      mail: Mail.optional(),
    }),
    person: z.object({
      name: typed(120).pipe(z.string().min(1)),
      mail: z.email().max(200),
      password: z.string().max(400),
      language: Language.optional(),
    }),
  }),
  reply: z.object({ personId: z.uuid() }),
})
