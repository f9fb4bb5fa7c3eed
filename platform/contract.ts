import { z } from 'zod'
import { isPhone } from './phone.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/**
 * One thing the outside may ask of a room, written once and read by both sides:
 * the server mounts it under /api/v1, the browser calls it, the button that triggers it knows who may press it,
 * OpenAPI describes it, the generated permission test asks it as every role.
 */
export type Endpoint<Input extends z.ZodType = z.ZodType, Reply extends z.ZodType = z.ZodType> = {
  at: `${Method} /${string}`
  /** A permission some room declares, or `signedIn` (any colleague), or `public` (anybody). */
  needs: string
  /** With `signedIn`: an API key may ask this too, whatever it is scoped to. Closed to keys unless told: what a colleague may do about itself, its keys may not. */
  forKeys?: true
  input: Input
  reply: Reply
  /** One sentence for the OpenAPI page. */
  says: string
  /** Status of success; 200 unless told. A POST that creates answers 201. */
  status?: 200 | 201 | 202
  /** Why this change leaves no record in the audit (such as a draft saved every two seconds). */
  quiet?: string
  /** Fields of the reply that are shown once and kept nowhere: a repeat under the same Idempotency-Key is told so (409), not shown them again. */
  secret?: readonly string[]
  /** Requests a minute allowed to one person (or, when public, one address); 600 unless told. */
  perMinute?: number
}

/** Describes an endpoint: `endpoint('POST /cases/:id/assignment', { needs: 'cases.assign', says: '…', input, reply })`. */
export function endpoint<Input extends z.ZodType, Reply extends z.ZodType>(
  at: Endpoint['at'],
  rest: Omit<Endpoint<Input, Reply>, 'at' | 'secret'> & { secret?: readonly (keyof z.output<Reply> & string)[] },
): Endpoint<Input, Reply> {
  return { at, ...rest }
}

/** What OpenAPI tells of a way in that is no contract: a file is sent or answered. */
export type Told = {
  /** One sentence. */
  says: string
  /** What the query string of a GET or the JSON body of a POST may hold. */
  input?: z.ZodType
  /** What is answered: a media type, or the shape of JSON. */
  gives?: string | z.ZodType
}

/** `POST /returns/:id/approval` belongs to the room `returns`. */
export const roomOf = ({ at }: Pick<Endpoint, 'at'>) => String(at.split('/')[1])

/** Input of every list: an opaque cursor from the previous page and how many rows (1–100, 50 unless told). */
export const pageInput = { after: z.string().max(400).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) }

/** Reply of every list: rows, and the cursor of the next page or null at the end. */
export const paged = <Row extends z.ZodType>(row: Row) => z.object({ items: z.array(row), next: z.string().nullable() })

/** Several values in one query parameter: `status=new,active`. */
export const several = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => (typeof given === 'string' ? given.split(',').filter(Boolean) : given), z.array(item).max(100))

/** A yes/no in a query string (`true`, `false`, `1`, `0`) or a body. */
export const yesNo = z.preprocess(
  (given) => (given === 'true' || given === '1' ? true : given === 'false' || given === '0' ? false : given),
  z.boolean(),
)

/** Money in đồng. JSON carries it as a number of whole đồng (safe to 9·10^15). */
export const money = z.coerce.bigint().transform(Number)

/** Text a person typed: NFC, no control characters but line breaks and tabs, trimmed. */
export const typed = (most: number) =>
  z
    .string()
    .max(most * 2)
    .transform(cleaned)
    .pipe(z.string().max(most))

/** A phone number as somebody typed it, or nothing. What can be none is refused at its field. */
export const phone = typed(40).pipe(z.stringFormat('phone', (given) => given === '' || isPhone(given)))

/** NFC; NUL, lone surrogates and control characters gone; line ends as \n; trimmed. */
export function cleaned(raw: string): string {
  return (
    raw
      .toWellFormed()
      .replaceAll('\r\n', '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: removing them is the purpose
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .normalize('NFC')
      .trim()
  )
}
